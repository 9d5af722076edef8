import GalleyKit

/// Who made an annotation, as exporters write it: `stage` or `stage/rule`.
///
/// Neighbours mostly have the same maker, so the last label is kept at hand. Numbers of stages and
/// rules hold for one document.
struct ProvenanceLabels {
  private var known: [UInt64: [UInt8]] = [:]
  private var last: (key: UInt64, label: [UInt8])?

  mutating func removeAll() {
    known.removeAll(keepingCapacity: true)
    last = nil
  }

  /// The label as JSON, with its quotes.
  mutating func label(
    stage: UInt32,
    rule: UInt32,
    in document: borrowing Document
  ) -> [UInt8] {
    let key = UInt64(stage) << 32 | UInt64(rule)
    if let last, last.key == key { return last.label }
    let label = known[key] ?? make(stage, rule, document)
    known[key] = label
    last = (key, label)
    return label
  }

  private func make(
    _ stage: UInt32,
    _ rule: UInt32,
    _ document: borrowing Document
  ) -> [UInt8] {
    let origin = document.provenance(stage: stage, rule: rule)
    var writer = JSONWriter()
    writer.value(origin.rule.map { "\(origin.stage)/\($0)" } ?? origin.stage)
    return writer.bytes
  }
}
