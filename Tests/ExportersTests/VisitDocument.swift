import Exporters
import GalleyKit
import GalleyTesting
import Testing

/// A small document with every kind of feature, and characters that differ in all units.
struct VisitDocument {
  static let text = "😀 Zoë Lee met \"Bo\"\nin Oslo."

  static let schema = [
    TypeDeclaration("Event"),
    TypeDeclaration(
      "Meeting",
      [
        FeatureDeclaration("actors", .list, of: .reference),
        FeatureDeclaration("place", .reference),
        FeatureDeclaration("cue_span", .span),
        FeatureDeclaration("parts", .list, of: .span),
        FeatureDeclaration("certain", .flag),
        FeatureDeclaration("weight", .number),
        FeatureDeclaration("size", .integer),
      ]
    ),
    TypeDeclaration(
      "Name",
      [
        FeatureDeclaration("kind", .text), FeatureDeclaration("note", .text),
        FeatureDeclaration("aliases", .list, of: .text),
      ]
    ),
  ]

  /// The span of the first occurrence of `part`.
  static func span(_ part: String) throws -> TextSpan {
    let range = try #require(text.firstRange(of: part))
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    return TextSpan(start..<start + part.utf8.count)
  }

  /// Names and meetings, not in annotation order: "Bo" comes first.
  static func make() throws -> TestDocument {
    TestDocument(
      text,
      id: "visit \"1\"",
      metadata: ["day": 3, "published": "2023-05-19", "tags": ["a", ["b": nil]]],
      annotations: try names() + meetings() + [
        TestAnnotation("Name", span("Zoë Lee"), ["kind": "=HYPERLINK(1)"], stage: "names")
      ]
    )
  }

  private static func names() throws -> [TestAnnotation] {
    [
      TestAnnotation("Name", try span("Bo"), ["kind": "person"], stage: "names"),
      TestAnnotation("Name", try span("Oslo"), ["kind": "pla\tce"], stage: "names"),
      TestAnnotation(
        "Name",
        try span("Zoë Lee"),
        ["note": "", "aliases": ["Z, L", "ë"]],
        stage: "names"
      ),
    ]
  }

  private static func meetings() throws -> [TestAnnotation] {
    let zoe = try pair("Zoë")
    let met = try pair("met")
    return [
      TestAnnotation(
        "Meeting",
        try span("Zoë Lee met \"Bo\"\nin Oslo"),
        [
          "actors": [6, 1], "place": 2, "cue_span": met, "parts": [zoe, met], "certain": true,
          "weight": 0.25,
        ],
        stage: "meetings",
        rule: "will\"meet"
      ),
      TestAnnotation(
        "Meeting",
        try span("met"),
        ["actors": [], "certain": false, "size": -2],
        stage: "meetings"
      ),
    ]
  }

  private static func pair(_ part: String) throws -> JSONValue {
    let span = try span(part)
    return [.integer(Int64(span.start)), .integer(Int64(span.end))]
  }
}
