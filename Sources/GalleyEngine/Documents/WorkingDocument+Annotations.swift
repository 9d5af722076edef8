import GalleyABI
package import GalleyKit

/// Annotations as values, for tests, layers and records; not for hot paths.
package struct AnnotationValue: Sendable, Hashable {
  package var type: String
  /// UTF-8 bytes of the original text.
  package var span: TextSpan
  /// By name; spans as `[start, end]`, references as ids.
  package var features: [String: JSONValue]
  package var id: UInt32
  package var stage: UInt32
  package var rule: UInt32
  package var isHidden: Bool

  package init(
    type: String,
    span: TextSpan,
    features: [String: JSONValue] = [:],
    id: UInt32 = 0,
    stage: UInt32 = 0,
    rule: UInt32 = 0,
    isHidden: Bool = false
  ) {
    self.type = type
    self.span = span
    self.features = features
    self.id = id
    self.stage = stage
    self.rule = rule
    self.isHidden = isHidden
  }
}

extension WorkingDocument {
  /// All annotations of the layer `system`, by type, then in order of insertion.
  package var annotations: [AnnotationValue] { values(in: tables) }

  /// All annotations of another layer, in the same order; nil when there is no such layer.
  package func annotations(inLayer name: String) -> [AnnotationValue]? {
    layer(name).map { values(in: $0.tables) }
  }

  package var layerNames: [String] { layers.map(\.name) }

  private func values(in tables: [TypeTable]) -> [AnnotationValue] {
    schema.types.indices.flatMap { slot in
      let table = tables[slot]
      return (0..<table.count).map { row in
        AnnotationValue(
          type: schema.types[slot].declaration.name,
          span: table.span(row),
          features: features(of: table, row, schema.types[slot]),
          id: table.id[row],
          stage: table.stage[row],
          rule: table.rule[row],
          isHidden: table.isHidden(row)
        )
      }
    }
  }

  /// Names and texts of the views.
  package var viewTexts: [(name: String, text: String)] {
    views.map { ($0.name, String(decoding: $0.utf8, as: UTF8.self)) }
  }

  /// Adds an annotation; features the schema does not have are left out.
  ///
  /// - Returns: its id; nil when the type is not declared.
  @discardableResult
  package func insert(_ annotation: AnnotationValue) -> UInt32? {
    guard let slot = schema.slot(named: annotation.type) else { return nil }
    let id = nextID
    takeIDs(1)
    let table = tables[slot]
    place(id: id, slot: slot, row: table.count)
    table.append(
      annotation.span,
      id: id,
      stage: annotation.stage,
      rule: annotation.rule
    )
    for (column, entry) in schema.types[slot].columns.enumerated() {
      let feature = table.features[column]
      if let value = annotation.features[entry.declaration.name],
        let built = builder(entry.declaration, value)
      {
        feature.pad(to: table.count - 1)
        built.withGalleyFeature { feature.append($0, count: 1) }
      } else if feature.rows > 0 {
        feature.pad(to: table.count)
      }
    }
    return id
  }

  /// Adds an annotation, or sets its features on the one of its type that has its span.
  ///
  /// - Returns: a feature whose value is of another kind; nil when all is well.
  func give(_ annotation: AnnotationValue) -> String? {
    guard let slot = schema.slot(named: annotation.type) else { return nil }
    let columns = schema.types[slot].columns
    var values: [(column: Int, value: ColumnBuilder)] = []
    for (column, entry) in columns.enumerated() {
      guard let value = annotation.features[entry.declaration.name] else { continue }
      let fitting = value.fitting(entry.declaration.kind)
      guard let built = builder(entry.declaration, fitting) else { return entry.declaration.name }
      values.append((column, built))
    }
    let table = tables[slot]
    let known = (0..<table.count).first { !table.isHidden($0) && table.span($0) == annotation.span }
    guard let row = known else {
      var new = annotation
      new.features = [:]
      insert(new)
      set(values, in: table, row: table.count - 1)
      return nil
    }
    set(values, in: table, row: row)
    return nil
  }

  private func set(_ values: [(column: Int, value: ColumnBuilder)], in table: TypeTable, row: Int) {
    for (column, value) in values {
      table.features[column].pad(to: table.count)
      value.withGalleyFeature { table.features[column].write($0, row: 0, to: row) }
    }
  }

  private func builder(_ feature: FeatureDeclaration, _ value: JSONValue) -> ColumnBuilder? {
    var column = ColumnBuilder(.none, feature.kind, of: feature.items)
    switch (feature.kind, value) {
    case (.text, .text(let text)): column.append(word: number(of: text))
    case (.integer, .integer(let integer)): column.append(integer: integer)
    case (.number, .number(let number)): column.append(number: number)
    case (.flag, .flag(let flag)): column.append(flag: flag)
    case (.reference, .integer(let id)): column.append(reference: UInt32(clamping: id))
    case (.span, .list(let ends)):
      guard let span = Self.span(ends) else { return nil }
      column.append(span: span)
    case (.list, .list(let items)):
      guard appendList(items, feature.items, to: &column) else { return nil }
    default: return nil
    }
    return column
  }

  private func appendList(
    _ items: [JSONValue],
    _ kind: FeatureKind?,
    to column: inout ColumnBuilder
  ) -> Bool {
    switch kind {
    case .text: column.append(list: items.compactMap(\.text).map { number(of: $0) })
    case .reference:
      column.append(list: items.compactMap { UInt32(clamping: $0.integerValue ?? 0) })
    case .integer: column.append(list: items.compactMap(\.integerValue))
    case .span:
      column.append(
        list: items.compactMap { if case .list(let ends) = $0 { Self.span(ends) } else { nil } }
      )
    default: return false
    }
    return true
  }

  private func number(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { number(of: $0) } ?? 0
  }

  private static func span(_ ends: [JSONValue]) -> TextSpan? {
    guard ends.count == 2, let start = ends[0].integerValue, let end = ends[1].integerValue else {
      return nil
    }
    return TextSpan(start: UInt32(clamping: start), end: UInt32(clamping: end))
  }

  private func features(
    of table: TypeTable,
    _ row: Int,
    _ type: Schema.TypeEntry
  ) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for (entry, feature) in zip(type.columns, table.features) where feature.has(row) {
      values[entry.declaration.name] = value(feature, row)
    }
    return values
  }

  private func value(_ feature: FeatureStorage, _ row: Int) -> JSONValue {
    switch feature.kind {
    case .text: .text(text(feature.word(row)))
    case .integer: .integer(Int64(bitPattern: feature.wide(row)))
    case .number: .number(Double(bitPattern: feature.wide(row)))
    case .flag: .flag(feature.flag(row))
    case .reference: .integer(Int64(feature.word(row)))
    case .span: span(feature.wide(row))
    case .list: list(feature, row)
    }
  }

  private func span(_ word: UInt64) -> JSONValue {
    .list([.integer(Int64(word & 0xFFFF_FFFF)), .integer(Int64(word >> 32))])
  }

  private func list(_ feature: FeatureStorage, _ row: Int) -> JSONValue {
    let first = Int(feature.wide(row) & 0xFFFF_FFFF)
    let count = Int(feature.wide(row) >> 32)
    return .list(
      (first..<first + count).map { position in
        switch feature.itemKind {
        case .text: .text(text(feature.items[position]))
        case .reference: .integer(Int64(feature.items[position]))
        case .integer: .integer(Int64(bitPattern: feature.wideItem(position)))
        case .number: .number(Double(bitPattern: feature.wideItem(position)))
        case .span: span(feature.wideItem(position))
        case .flag, .list, nil: .null
        }
      }
    )
  }
}

extension JSONValue {
  /// The value as a mark means it, which knows no kinds: `year=2023` may be a text, `share=3` a number.
  fileprivate func fitting(_ kind: FeatureKind) -> JSONValue {
    switch (kind, self) {
    case (.number, .integer(let integer)): .number(Double(integer))
    case (.text, .integer), (.text, .number), (.text, .flag): .text(json)
    case (.list, .list), (.span, _): self
    case (.list, _): .list([self])
    default: self
    }
  }

  fileprivate var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }
}

extension WorkingDocument {
  /// Adds a view over the original text.
  ///
  /// The runs must cover the view in order, without gaps.
  package func addView(_ name: String, text: [UInt8], runs: [ViewRun]) {
    let view = ViewStorage(name: name)
    text.withUnsafeBufferPointer { view.append(text: $0) }
    for run in runs {
      view.append(
        galley_run(
          size: UInt32(MemoryLayout<galley_run>.size),
          whole: run.isWhole ? 1 : 0,
          view_start: run.view.start,
          view_end: run.view.end,
          start: run.original.start,
          end: run.original.end
        )
      )
    }
    add(view)
  }
}
