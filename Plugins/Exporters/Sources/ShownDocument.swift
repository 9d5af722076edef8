import GalleyKit

/// What an exporter writes of a document: tables, columns, offsets in the unit asked for.
///
/// One lane uses it again for every document; names are escaped once per run, because the numbers
/// of types and features hold for the whole run.
struct ShownDocument {
  private(set) var tables: [ShownTable] = []
  /// Offsets of all tables in the unit asked for.
  private(set) var offsets: [UInt32] = []
  private(set) var targets = ReferenceTargets()

  private var typeNames: [Symbol: TypeName] = [:]
  private var columnNames: [Symbol: ColumnNames] = [:]

  mutating func show(_ document: borrowing Document, _ selection: Selection, _ unit: OffsetUnit) {
    tables.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    for table in document.tables where !table.isEmpty && selection.shows(table.type) {
      tables.append(shown(table, of: document, selection))
    }
    targets.find(in: tables)
    if unit != .utf8 { offsets.withUnsafeMutableBufferPointer { document.convert($0, to: unit) } }
  }

  private mutating func name(of type: Symbol, in document: borrowing Document) -> TypeName {
    if let known = typeNames[type] { return known }
    let name = TypeName(document.text(of: type))
    typeNames[type] = name
    return name
  }

  private mutating func names(
    of feature: Symbol,
    in document: borrowing Document
  ) -> ColumnNames {
    if let known = columnNames[feature] { return known }
    let names = ColumnNames(document.text(of: feature))
    columnNames[feature] = names
    return names
  }

  private mutating func shown(
    _ table: AnnotationTable,
    of document: borrowing Document,
    _ selection: Selection
  ) -> ShownTable {
    let first = offsets.count
    offsets.append(contentsOf: table.start)
    offsets.append(contentsOf: table.end)
    var columns: [ShownColumn] = []
    for column in table.features where selection.shows(column.name, of: table.type) {
      columns.append(
        ShownColumn(
          values: column,
          kind: column.kind,
          names: names(of: column.name, in: document),
          offsets: offsets.count
        )
      )
      appendSpans(of: column, rows: table.count)
    }
    return ShownTable(
      rows: table.rows,
      type: table.type,
      name: name(of: table.type, in: document),
      start: table.start,
      end: table.end,
      id: table.id,
      stage: table.stage,
      rule: table.rule,
      columns: columns,
      offsets: first
    )
  }

  /// Every row takes its place, with or without a value, so that a row's place is known.
  ///
  /// Rows without one repeat the offset before: the host converts ascending offsets in one pass.
  private mutating func appendSpans(of column: FeatureColumn, rows: Int) {
    if column.kind == .span {
      for row in 0..<rows { append(column.has(row) ? column.span(row) : nil) }
    } else if column.kind == .list, column.itemKind == .span {
      for item in 0..<column.itemCount { append(column.spanItem(item)) }
    }
  }

  private mutating func append(_ span: TextSpan?) {
    let before = offsets.last ?? 0
    offsets.append(span?.start ?? before)
    offsets.append(span?.end ?? before)
  }
}
