import GalleyKit

extension JSONWriter {
  /// Writes the features of a row as members of an object, without those that have no value.
  ///
  /// References lead to `targets` only; nil: wherever they lead.
  mutating func features(
    of row: Int,
    in table: ShownTable,
    of document: borrowing Document,
    offsets: [UInt32],
    targets: ReferenceTargets?
  ) {
    for i in table.columns.indices where table.columns[i].values.has(row) {
      feature(table.columns[i], row, document, offsets, targets)
    }
  }

  private mutating func feature(
    _ column: ShownColumn,
    _ row: Int,
    _ document: borrowing Document,
    _ offsets: [UInt32],
    _ targets: ReferenceTargets?
  ) {
    switch column.kind {
    case .span:
      member(column.names.start, Int64(offsets[column.offsets + 2 * row]))
      member(column.names.end, Int64(offsets[column.offsets + 2 * row + 1]))
    case .integer:
      member(column.names.key, column.values.integer(row))
    case .reference:
      let target = column.values.reference(row)
      guard targets?.contains(target) ?? true else { return }
      member(column.names.key, Int64(target))
    case .text, .number, .flag, .list:
      key(column.names.key)
      value(of: column, row, document, offsets, targets)
    }
  }

  /// Writes a value that is not a span.
  mutating func value(
    of column: ShownColumn,
    _ row: Int,
    _ document: borrowing Document,
    _ offsets: [UInt32],
    _ targets: ReferenceTargets?
  ) {
    let values = column.values
    switch column.kind {
    case .text: value(utf8: document.utf8(of: values.text(row)))
    case .integer: value(values.integer(row))
    case .number: value(values.number(row))
    case .flag: value(values.flag(row))
    case .reference: value(values.reference(row))
    case .list: list(column, row, document, offsets, targets)
    case .span: preconditionFailure("a span is written as two values")
    }
  }

  private mutating func list(
    _ column: ShownColumn,
    _ row: Int,
    _ document: borrowing Document,
    _ offsets: [UInt32],
    _ targets: ReferenceTargets?
  ) {
    beginList()
    let isOfReferences = column.values.itemKind == .reference
    for item in column.values.list(row) {
      if isOfReferences, let targets, !targets.contains(column.values.referenceItem(item)) {
        continue
      }
      self.item(item, column, document, offsets)
    }
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
