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

  static func make(for stage: StageTrial) throws -> TrialDocument {
    var document = TrialDocument(id: "visit \"1\"", text: text)
    document.metadata.append("day", 3)
    document.metadata.append("published", "2023-05-19")
    document.metadata.append("tags", ["a", ["b": nil]])
    document.origins = [("names", []), ("meetings", ["met", "will\"meet"])]
    document.tables = [
      try meetings(stage), try names(stage, &document),
    ]
    return document
  }

  private static func meetings(_ stage: StageTrial) throws -> TrialDocument.Table {
    func column(
      _ name: String,
      _ kind: FeatureKind,
      of items: FeatureKind? = nil
    ) -> ColumnBuilder {
      ColumnBuilder(stage.symbol(name), kind, of: items)
    }
    var actors = column("actors", .list, of: .reference)
    actors.append(list: [7, 1] as [UInt32])
    actors.append(list: [] as [UInt32])
    var place = column("place", .reference)
    place.append(reference: 2)
    place.appendNull()
    var cue = column("cue_span", .span)
    cue.append(span: try span("met"))
    cue.appendNull()
    var parts = column("parts", .list, of: .span)
    parts.append(list: [try span("Zoë"), try span("met")])
    parts.appendNull()
    var certain = column("certain", .flag)
    certain.append(flag: true)
    certain.append(flag: false)
    var weight = column("weight", .number)
    weight.append(number: 0.25)
    weight.appendNull()
    var size = column("size", .integer)
    size.appendNull()
    size.append(integer: -2)
    var table = TrialDocument.Table(
      stage.symbol("Meeting"),
      [try span("Zoë Lee met \"Bo\"\nin Oslo"), try span("met")],
      ids: [4, 5],
      columns: [actors, place, cue, parts, certain, weight, size]
    )
    table.stages = [1, 1]
    table.rules = [2, 0]
    return table
  }

  /// Inserted out of order: "Bo" comes first.
  private static func names(
    _ stage: StageTrial,
    _ document: inout TrialDocument
  ) throws -> TrialDocument.Table {
    var kind = ColumnBuilder(stage.symbol("kind"), .text)
    kind.append(text: stage.symbol("person"))
    kind.append(text: document.symbol("pla\tce"))
    kind.append(text: document.symbol("=HYPERLINK(1)"))
    kind.appendNull()
    var note = ColumnBuilder(stage.symbol("note"), .text)
    for _ in 0..<3 { note.appendNull() }
    note.append(text: document.symbol(""))
    var aliases = ColumnBuilder(stage.symbol("aliases"), .list, of: .text)
    for _ in 0..<3 { aliases.appendNull() }
    aliases.append(list: [document.symbol("Z, L").rawValue, document.symbol("ë").rawValue])
    return TrialDocument.Table(
      stage.symbol("Name"),
      [try span("Bo"), try span("Oslo"), try span("Zoë Lee"), try span("Zoë Lee")],
      ids: [1, 2, 7, 3],
      columns: [kind, note, aliases]
    )
  }
}
