import GalleyKit

/// Who made an annotation, as exporters write it: `stage` or `stage/rule`.
///
/// Neighbours mostly have the same maker, so the last label is kept at hand. Numbers of stages and
/// rules hold for one document.
struct ProvenanceLabels {
  struct Label {
    let utf8: [UInt8]
    /// With its quotes.
    let json: [UInt8]

    init(_ text: String) {
      utf8 = Array(text.utf8)
      var writer = JSONWriter()
      writer.value(text)
      json = writer.bytes
    }
  }

  private var known: [UInt64: Label] = [:]
  private var last: (key: UInt64, label: Label)?

  mutating func removeAll() {
    known.removeAll(keepingCapacity: true)
    last = nil
  }

  mutating func label(
    stage: UInt32,
    rule: UInt32,
    in document: borrowing Document
  ) -> Label {
    let key = UInt64(stage) << 32 | UInt64(rule)
    if let last, last.key == key { return last.label }
    let label = known[key] ?? Self.make(stage, rule, document)
    known[key] = label
    last = (key, label)
    return label
  }

  private static func make(
    _ stage: UInt32,
    _ rule: UInt32,
    _ document: borrowing Document
  ) -> Label {
    let origin = document.provenance(stage: stage, rule: rule)
    return Label(origin.rule.map { "\(origin.stage)/\($0)" } ?? origin.stage)
  }
}
