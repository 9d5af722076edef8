import GalleyKit

/// Which part of a document a stage works on: a view of its text, certain zones.
struct DocumentScope: Sendable {
  /// Name of a view; nil: the text.
  var view: String?
  /// Kinds of `Zone` annotations; empty: everywhere.
  var zones: [String] = []

  static let everything = DocumentScope()

  /// What the zones of a document cover, in original offsets; nil: no limit.
  func cover(in document: WorkingDocument) -> ZoneCover? {
    guard !zones.isEmpty else { return nil }
    guard let slot = document.schema.slot(named: "Zone"),
      let column = document.schema.column(named: "kind", in: slot)
    else { return ZoneCover([]) }
    let table = document.tables[slot]
    let kinds = table.features[column]
    let rows = (0..<table.count).filter { row in
      !table.isHidden(row) && kinds.has(row) && zones.contains(document.text(kinds.word(row)))
    }
    return ZoneCover(rows.map(table.span))
  }
}
