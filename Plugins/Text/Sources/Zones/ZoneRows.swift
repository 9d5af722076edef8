import GalleyKit

/// The rows and columns of `Zone`, reused from document to document.
struct ZoneRows {
  /// The symbols of the type, its features and its kinds.
  struct Columns {
    let type: Symbol
    let kind: Symbol
    let place: Symbol
    let date: Symbol
    let kinds: [Symbol]

    init(_ setup: borrowing Setup) {
      type = setup.type("Zone")
      kind = setup.feature("Zone", "kind")
      place = setup.feature("Zone", "place")
      date = setup.feature("Zone", "date")
      var kinds = Array(repeating: Symbol.none, count: ZoneKind.allCases.count)
      for kind in ZoneKind.allCases { kinds[Int(kind.rawValue)] = setup.symbol(kind.name) }
      self.kinds = kinds
    }
  }

  private var batch: AnnotationBatch
  private let kinds: [Symbol]

  private static let kind = 0
  private static let place = 1
  private static let date = 2

  init(_ columns: Columns) {
    kinds = columns.kinds
    batch = AnnotationBatch(
      columns.type,
      columns: [
        ColumnBuilder(columns.kind, .text), ColumnBuilder(columns.place, .span),
        ColumnBuilder(columns.date, .span),
      ]
    )
  }

  /// Hands the zones of a document over.
  ///
  /// - Throws: `HostRefusal`.
  mutating func write(_ zones: [FoundZone], to output: borrowing Annotations) throws {
    batch.removeAll()
    for zone in zones {
      batch.append(zone.span)
      batch.columns[Self.kind].append(text: kinds[Int(zone.kind.rawValue)])
      append(zone.place, to: Self.place)
      append(zone.date, to: Self.date)
    }
    try output.add(batch)
  }

  private mutating func append(_ span: TextSpan?, to column: Int) {
    if let span {
      batch.columns[column].append(span: span)
    } else {
      batch.columns[column].appendNull()
    }
  }
}
