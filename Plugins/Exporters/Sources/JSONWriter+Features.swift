import GalleyKit

extension JSONWriter {
  /// Writes the features of a row as an object, without those that have no value.
  mutating func features(
    of row: Int,
    in table: ShownTable,
    of document: borrowing Document,
    offsets: [UInt32]
  ) {
    beginObject()
    for column in table.columns where column.values.has(row) {
      feature(column, row, document, offsets)
    }
    endObject()
  }

  private mutating func feature(
    _ column: ShownColumn,
    _ row: Int,
    _ document: borrowing Document,
    _ offsets: [UInt32]
  ) {
    if column.kind == .span {
      key(column.names.start)
      value(offsets[column.offsets + 2 * row])
      key(column.names.end)
      value(offsets[column.offsets + 2 * row + 1])
    } else {
      key(column.names.key)
      value(of: column, row, document, offsets)
    }
  }

  /// Writes a value that is not a span.
  mutating func value(
    of column: ShownColumn,
    _ row: Int,
    _ document: borrowing Document,
    _ offsets: [UInt32]
  ) {
    let values = column.values
    switch column.kind {
    case .text: value(utf8: document.utf8(of: values.text(row)))
    case .integer: value(values.integer(row))
    case .number: value(values.number(row))
    case .flag: value(values.flag(row))
    case .reference: value(values.reference(row))
    case .list: list(column, row, document, offsets)
    case .span: preconditionFailure("a span is written as two values")
    }
  }

  private mutating func list(
    _ column: ShownColumn,
    _ row: Int,
    _ document: borrowing Document,
    _ offsets: [UInt32]
  ) {
    beginList()
    for item in column.values.list(row) { self.item(item, column, document, offsets) }
    endList()
  }

  private mutating func item(
    _ item: Int,
    _ column: ShownColumn,
    _ document: borrowing Document,
    _ offsets: [UInt32]
  ) {
    let values = column.values
    switch values.itemKind {
    case .text: value(utf8: document.utf8(of: values.textItem(item)))
    case .integer: value(values.integerItem(item))
    case .number: value(values.numberItem(item))
    case .reference: value(values.referenceItem(item))
    case .span:
      beginList()
      value(offsets[column.offsets + 2 * item])
      value(offsets[column.offsets + 2 * item + 1])
      endList()
    case .flag, .list, nil: null()
    }
  }
}
