import GalleyKit

/// The columns of features: one for each feature when one type is written, else one with JSON.
enum CSVColumns: Sendable {
  case json
  case features([FeatureDeclaration], [Symbol])

  init(of types: [String]?, _ selection: Selection, _ setup: borrowing Setup) {
    guard let types, types.count == 1,
      let type = setup.schema.first(where: { $0.name == types[0] })
    else {
      self = .json
      return
    }
    let symbol = setup.type(type.name)
    var shown: [FeatureDeclaration] = []
    var symbols: [Symbol] = []
    for feature in type.features {
      let number = setup.feature(type.name, feature.name)
      guard selection.shows(number, of: symbol) else { continue }
      shown.append(feature)
      symbols.append(number)
    }
    self = .features(shown, symbols)
  }

  var names: [String] {
    switch self {
    case .json: ["features"]
    case .features(let features, _):
      features.flatMap { feature in
        feature.kind == .span
          ? [ColumnNames.start(of: feature.name), ColumnNames.end(of: feature.name)]
          : [feature.name]
      }
    }
  }

  func write(
    _ row: Int,
    of table: ShownTable,
    _ document: borrowing Document,
    _ scratch: inout CSVExporter.Scratch
  ) {
    switch self {
    case .json:
      scratch.json.removeAll()
      scratch.json.beginObject()
      scratch.json.features(
        of: row,
        in: table,
        of: document,
        offsets: scratch.shown.offsets,
        targets: nil
      )
      scratch.json.endObject()
      scratch.writer.field(utf8: scratch.json.bytes)
    case .features(let features, let symbols):
      for (feature, symbol) in zip(features, symbols) {
        let column = table.columns.first { $0.values.name == symbol }
        Self.write(column, of: feature.kind, row, document, &scratch)
      }
    }
  }

  private static func write(
    _ column: ShownColumn?,
    of kind: FeatureKind,
    _ row: Int,
    _ document: borrowing Document,
    _ scratch: inout CSVExporter.Scratch
  ) {
    guard let column, column.values.has(row) else {
      scratch.writer.nothing()
      if kind == .span { scratch.writer.nothing() }
      return
    }
    switch column.kind {
    case .text: scratch.writer.field(utf8: document.utf8(of: column.values.text(row)))
    case .integer: scratch.writer.field(column.values.integer(row))
    case .number: scratch.writer.field(column.values.number(row))
    case .flag: scratch.writer.field(column.values.flag(row))
    case .reference: scratch.writer.field(column.values.reference(row))
    case .span:
      scratch.writer.field(scratch.shown.offsets[column.offsets + 2 * row])
      scratch.writer.field(scratch.shown.offsets[column.offsets + 2 * row + 1])
    case .list:
      scratch.json.removeAll()
      scratch.json.value(of: column, row, document, scratch.shown.offsets, nil)
      scratch.writer.field(utf8: scratch.json.bytes)
    }
  }
}
