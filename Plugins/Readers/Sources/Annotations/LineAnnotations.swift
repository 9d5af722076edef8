import GalleyKit

/// The annotations of one line, in the form in which the exporter `jsonl@1` writes them, checked.
struct LineAnnotations {
  /// The annotations of one type.
  private struct Rows {
    let entry: LayerSchema.Entry
    var spans: [TextSpan] = []
    /// By feature, then by row.
    var values: [[LayerValue?]]
  }

  /// One annotation with its place among those of its type.
  private struct Item {
    let json: JSONValue
    /// Its number in the list, from 1.
    let number: Int
    let rows: Int
  }

  private var all: [Rows] = []

  /// - Throws: `JSONProblem` at the first annotation that does not fit the text or the schema.
  init(_ list: JSONValue, text: String, _ schema: LayerSchema) throws(JSONProblem) {
    guard case .list(let elements) = list else {
      throw JSONProblem(.wrongType, "the annotations must be a list, not \(list.noun)")
    }
    let (items, ids) = try sort(elements, schema)
    let reader = LayerValueReader(offsets: CodePointOffsets(text), ids: ids)
    for item in items { try read(item, reader, schema.undeclared) }
  }

  /// Hands the annotations over, as those of the document handed over last.
  ///
  /// - Throws: `HostRefusal` when the run ends.
  func hand(
    to batch: borrowing DocumentBatch,
    layer: String,
    _ schema: LayerSchema
  ) throws(HostRefusal) {
    if all.isEmpty, let first = schema.entries.first {
      // No rows of any type: the layer is there all the same, and says that nothing is to be found.
      try batch.annotate(layer: layer, AnnotationBatch(first.symbol))
    }
    for rows in all {
      var columns: [ColumnBuilder] = []
      for (feature, values) in zip(rows.entry.features, rows.values)
      where values.contains(where: { $0 != nil }) {
        columns.append(Self.column(of: feature, values, batch))
      }
      var annotations = AnnotationBatch(rows.entry.symbol, columns: columns)
      annotations.append(contentsOf: rows.spans)
      try batch.annotate(layer: layer, annotations)
    }
  }

  private static func column(
    of feature: LayerSchema.Feature,
    _ values: [LayerValue?],
    _ batch: borrowing DocumentBatch
  ) -> ColumnBuilder {
    let declaration = feature.declaration
    var column = ColumnBuilder(feature.symbol, declaration.kind, of: declaration.items)
    for value in values {
      if let value { value.append(to: &column, batch) } else { column.appendNull() }
    }
    return column
  }

  /// Puts annotations of one type together and gives them the ids they get in the layer.
  private mutating func sort(
    _ elements: [JSONValue],
    _ schema: LayerSchema
  ) throws(JSONProblem) -> ([Item], [Int64: UInt32]) {
    var items: [Item] = []
    var rowsOfType: [Int: Int] = [:]
    var counts: [Int] = []
    var places: [Int64: (rows: Int, row: Int)] = [:]
    for (i, element) in elements.enumerated() {
      guard let type = try Self.type(of: element, i + 1, schema) else { continue }
      let rows = rowsOfType[type] ?? all.count
      if rows == all.count {
        rowsOfType[type] = rows
        let entry = schema.entries[type]
        all.append(Rows(entry: entry, values: entry.features.map { _ in [] }))
        counts.append(0)
      }
      if case .integer(let id)? = element["id"] {
        guard places.updateValue((rows, counts[rows]), forKey: id) == nil else {
          throw Self.problem(i + 1, "id \(id) is that of an earlier one")
        }
      }
      counts[rows] += 1
      items.append(Item(json: element, number: i + 1, rows: rows))
    }
    let before = counts.indices.map { counts[..<$0].reduce(0, +) }
    return (items, places.mapValues { UInt32(before[$0.rows] + $0.row + 1) })
  }

  private static func type(
    of element: JSONValue,
    _ number: Int,
    _ schema: LayerSchema
  ) throws(JSONProblem) -> Int? {
    guard let name = element["type"]?.text else { throw problem(number, "it has no type") }
    let type = schema.position(of: name)
    guard type != nil || schema.undeclared == .skip else {
      throw problem(number, "no type '\(name)'; declare it under 'types:'")
    }
    return type
  }

  private mutating func read(
    _ item: Item,
    _ reader: LayerValueReader,
    _ undeclared: UndeclaredChoice
  ) throws(JSONProblem) {
    let entry = all[item.rows].entry
    guard let span = reader.span(item.json["start"], item.json["end"]) else {
      throw Self.problem(
        item.number,
        "its 'start' and 'end' are not code points of a text of \(reader.offsets.count)"
      )
    }
    all[item.rows].spans.append(span)
    let features = try Self.features(of: item, entry, undeclared)
    for (i, feature) in entry.features.enumerated() {
      let value = try Self.value(of: feature, features, item, reader)
      all[item.rows].values[i].append(value)
    }
  }

  /// The features that have a value.
  private static func features(
    of item: Item,
    _ entry: LayerSchema.Entry,
    _ undeclared: UndeclaredChoice
  ) throws(JSONProblem) -> [String: JSONValue] {
    switch item.json["features"] {
    case nil, .null: return [:]
    case .object(let members):
      if undeclared == .refuse,
        let unknown = members.keys.filter({ !entry.keys.contains($0) }).min()
      {
        throw problem(
          item.number,
          "type '\(entry.name)' has no feature '\(unknown)'; declare it under 'types:'"
        )
      }
      return members.filter { $0.value != .null }
    case .some(let other):
      throw problem(item.number, "its features must be an object, not \(other.noun)")
    }
  }

  private static func value(
    of feature: LayerSchema.Feature,
    _ features: [String: JSONValue],
    _ item: Item,
    _ reader: LayerValueReader
  ) throws(JSONProblem) -> LayerValue? {
    let keys = feature.keys
    guard keys.contains(where: { features[$0] != nil }) else { return nil }
    let value =
      keys.count == 2
      ? reader.span(features[keys[0]], features[keys[1]]).map { LayerValue.span($0) }
      : features[keys[0]].flatMap { reader.value($0, of: feature.declaration) }
    if let value { return value }
    throw problem(
      item.number,
      "'\(keys[0])' has no value that '\(feature.declaration.name)' can have"
    )
  }

  private static func problem(_ number: Int, _ message: String) -> JSONProblem {
    JSONProblem(.badAnnotation, "annotation \(number): \(message)")
  }
}
