import GalleyKit

/// Who made an annotation, as exporters write it: `stage` or `stage/rule`.
///
/// Stages and rules have the same numbers in all documents of a lane, so labels are made once.
/// Neighbours mostly have the same maker: the last label is kept at hand.
struct ProvenanceLabels {
  struct Label {
    let utf8: [UInt8]
    /// The end of an annotation as JSON, behind its last feature.
    let tail: [UInt8]

    init(_ text: String) {
      utf8 = Array(text.utf8)
      var writer = JSONWriter()
      writer.value(text)
      tail = Array("},\"by\":".utf8) + writer.bytes + Array("}".utf8)
    }
  }

  private var labels: [Label] = []
  private var places: [UInt64: Int] = [:]
  private var last: (key: UInt64, place: Int)?

  subscript(place: Int) -> Label { labels[place] }

  /// The place of a label among these.
  mutating func place(
    stage: UInt32,
    rule: UInt32,
    in document: borrowing Document
  ) -> Int {
    let key = UInt64(stage) << 32 | UInt64(rule)
    if let last, last.key == key { return last.place }
    let place = places[key] ?? labels.count
    if place == labels.count {
      labels.append(Self.make(stage, rule, document))
      places[key] = place
    }
    last = (key, place)
    return place
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
