import GalleyKit

/// Which part of a document a stage works on: a view of its text, certain zones.
struct DocumentScope: Sendable {
  /// Name of a view; nil: the text.
  var view: String?
  /// Kinds of `Zone` annotations; empty: everywhere.
  var zones: [String] = []

  static let everything = DocumentScope()

  /// The zones of a document, in original offsets, in order; nil: no limit.
  func spans(in document: WorkingDocument) -> [TextSpan]? {
    guard !zones.isEmpty else { return nil }
    guard let slot = document.schema.slot(named: "Zone"),
      let column = document.schema.column(named: "kind", in: slot)
    else { return [] }
    let table = document.tables[slot]
    let kinds = table.features[column]
    return (0..<table.count).filter { row in
      !table.isHidden(row) && kinds.has(row) && zones.contains(document.text(kinds.word(row)))
    }.map(table.span).sorted()
  }
}
