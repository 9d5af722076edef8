import GalleyKit

/// What the marks of a text expect, in the form in which `jsonl@1` writes annotations.
///
/// Of each type the features count that one of its marks names.
struct MarkedExpectation {
  let annotations: [JSONValue]
  /// Names of the features that count, by type.
  private let features: [String: Set<String>]

  init(_ marks: [MarkedText.Mark], _ text: String) {
    let bytes = Array(text.utf8)
    var named: [String: Set<String>] = [:]
    for mark in marks {
      if let type = mark.type { named[type, default: []].formUnion(mark.features.keys) }
    }
    features = named
    /// Code points before a byte.
    func offset(_ byte: UInt32) -> JSONValue {
      .integer(Int64(bytes[..<Int(byte)].count { $0 & 0xC0 != 0x80 }))
    }
    annotations = marks.compactMap { mark in
      mark.type.map { type in
        [
          "type": .text(type), "start": offset(mark.span.start), "end": offset(mark.span.end),
          "features": .object(mark.features.mapValues(Self.comparable)),
        ]
      }
    }
  }

  /// The annotations found with nothing but what the marks can say.
  func comparable(_ found: [JSONValue]) -> [JSONValue] {
    found.map { annotation in
      guard case .object(var members) = annotation, let type = annotation["type"]?.text else {
        return annotation
      }
      members["by"] = nil
      if case .object(let all)? = members["features"] {
        let counted = all.filter { features[type]?.contains($0.key) ?? false }
        members["features"] = .object(counted.mapValues(Self.comparable))
      }
      return .object(members)
    }
  }

  /// Marks know no kinds: `3`, `3.0` and the text "3" are the same.
  private static func comparable(_ value: JSONValue) -> JSONValue {
    switch value {
    case .integer(let integer): .text("\(integer)")
    case .number(let number):
      .text(Int64(exactly: number).map { "\($0)" } ?? value.json)
    case .flag(let flag): .text("\(flag)")
    case .list(let items) where items.count == 1: comparable(items[0])
    default: value
    }
  }
}
