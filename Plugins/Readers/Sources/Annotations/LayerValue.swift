import GalleyKit

/// A feature's value in the input, checked; texts have no number yet.
enum LayerValue: Hashable {
  case text(String)
  case integer(Int64)
  case number(Double)
  case flag(Bool)
  case span(TextSpan)
  case reference(UInt32)
  case texts([String])
  case integers([Int64])
  case numbers([Double])
  case spans([TextSpan])
  case references([UInt32])

  /// Appends the value to a column of its kind.
  func append(to column: inout ColumnBuilder, _ batch: borrowing DocumentBatch) {
    switch self {
    case .text(let text): column.append(text: batch.text(text))
    case .integer(let integer): column.append(integer: integer)
    case .number(let number): column.append(number: number)
    case .flag(let flag): column.append(flag: flag)
    case .span(let span): column.append(span: span)
    case .reference(let id): column.append(reference: id)
    case .texts(let texts):
      var numbers: [UInt32] = []
      for text in texts { numbers.append(batch.text(text).rawValue) }
      column.append(list: numbers)
    case .integers(let integers): column.append(list: integers)
    case .numbers(let numbers): column.append(list: numbers)
    case .spans(let spans): column.append(list: spans)
    case .references(let ids): column.append(list: ids)
    }
  }
}

/// What values in the input mean in one document.
struct LayerValueReader {
  let offsets: CodePointOffsets
  /// Ids in the layer by ids in the input.
  let ids: [Int64: UInt32]

  /// The span of two offsets in code points; nil when it is none of the text.
  func span(_ start: JSONValue?, _ end: JSONValue?) -> TextSpan? {
    guard case .integer(let start) = start, case .integer(let end) = end, start < end,
      let first = offsets.byte(of: start), let last = offsets.byte(of: end)
    else { return nil }
    return TextSpan(start: first, end: last)
  }

  /// The value of a feature that is no span; nil when it is of another kind.
  func value(_ json: JSONValue, of feature: FeatureDeclaration) -> LayerValue? {
    switch (feature.kind, json) {
    case (.text, .text(let text)): feature.allows(text) ? .text(text) : nil
    case (.integer, .integer(let integer)): .integer(integer)
    case (.number, .integer), (.number, .number): number(json).map { .number($0) }
    case (.flag, .flag(let flag)): .flag(flag)
    case (.reference, _): reference(json).map { .reference($0) }
    case (.list, .list(let items)): list(items, of: feature)
    default: nil
    }
  }

  private func list(_ items: [JSONValue], of feature: FeatureDeclaration) -> LayerValue? {
    switch feature.items {
    case .text: all(items) { $0.text.flatMap { feature.allows($0) ? $0 : nil } }.map { .texts($0) }
    case .integer: all(items, integer).map { .integers($0) }
    case .number: all(items, number).map { .numbers($0) }
    case .span: all(items, span).map { .spans($0) }
    case .reference: all(items, reference).map { .references($0) }
    case .flag, .list, nil: nil
    }
  }

  /// nil when one of the items has no value.
  private func all<Value>(_ items: [JSONValue], _ value: (JSONValue) -> Value?) -> [Value]? {
    let values = items.compactMap(value)
    return values.count == items.count ? values : nil
  }

  private func integer(_ json: JSONValue) -> Int64? {
    if case .integer(let value) = json { value } else { nil }
  }

  private func number(_ json: JSONValue) -> Double? {
    switch json {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  private func reference(_ json: JSONValue) -> UInt32? { integer(json).flatMap { ids[$0] } }

  private func span(_ pair: JSONValue) -> TextSpan? {
    guard case .list(let ends) = pair, ends.count == 2 else { return nil }
    return span(ends[0], ends[1])
  }
}

extension FeatureDeclaration {
  /// Whether a text is among the allowed ones.
  fileprivate func allows(_ text: String) -> Bool { values?.contains(text) ?? true }
}
