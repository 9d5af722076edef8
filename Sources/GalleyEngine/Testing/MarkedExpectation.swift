import GalleyKit

/// What the marks of a text expect, in the form in which `jsonl@1` writes annotations.
///
/// Of an annotation the features count that the mark at its place names.
struct MarkedExpectation {
  let annotations: [JSONValue]
  /// Names of the features that count, by type, start and end.
  private let features: [[JSONValue?]: Set<String>]

  init(_ marks: [MarkedText.Mark], _ text: String) {
    let bytes = Array(text.utf8)
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
    var named: [[JSONValue?]: Set<String>] = [:]
    for annotation in annotations {
      guard case .object(let members)? = annotation["features"] else { continue }
      named[Self.place(annotation), default: []].formUnion(members.keys)
    }
    features = named
  }

  private static func place(_ annotation: JSONValue) -> [JSONValue?] {
    [annotation["type"], annotation["start"], annotation["end"]]
  }

  /// The annotations found with nothing but what the marks can say.
  func comparable(_ found: [JSONValue]) -> [JSONValue] {
    found.map { annotation in
      guard case .object(var members) = annotation else { return annotation }
      members["by"] = nil
      if case .object(let all)? = members["features"] {
        let named = features[Self.place(annotation)] ?? []
        let counted = all.filter { named.contains($0.key) }
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
