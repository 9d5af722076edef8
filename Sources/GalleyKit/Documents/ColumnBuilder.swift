public import GalleyABI

/// The values of one feature for a batch of annotations, one per row, in order.
///
/// Reuse it for many documents: `removeAll` keeps the memory.
public struct ColumnBuilder: Sendable {
  public let feature: Symbol
  public let kind: FeatureKind
  public let itemKind: FeatureKind?
  /// Number of rows.
  public private(set) var count = 0

  private var present: [UInt64] = []
  private var absent = 0
  private var words32: [UInt32] = []
  private var words64: [UInt64] = []
  private var items32: [UInt32] = []
  private var items64: [UInt64] = []

  public init(_ feature: Symbol, _ kind: FeatureKind, of itemKind: FeatureKind? = nil) {
    self.feature = feature
    self.kind = kind
    self.itemKind = itemKind
  }

  /// A column of 32-bit values that every row has: texts or references.
  public mutating func append(word: UInt32) {
    markPresent(true)
    words32.append(word)
  }

  public mutating func append(text: Symbol) { append(word: text.rawValue) }
  public mutating func append(reference: UInt32) { append(word: reference) }

  public mutating func append(integer: Int64) {
    markPresent(true)
    words64.append(UInt64(bitPattern: integer))
  }

  public mutating func append(number: Double) {
    markPresent(true)
    words64.append(number.bitPattern)
  }

  public mutating func append(span: TextSpan) {
    markPresent(true)
    words64.append(Self.word(span))
  }

  public mutating func append(flag: Bool) {
    if count & 63 == 0 { words64.append(0) }
    if flag { words64[count >> 6] |= 1 << UInt64(count & 63) }
    markPresent(true)
  }

  /// A row without a value.
  public mutating func appendNull() {
    switch kind {
    case .text, .reference: words32.append(0)
    case .flag: if count & 63 == 0 { words64.append(0) }
    case .integer, .number, .span, .list: words64.append(0)
    }
    markPresent(false)
  }

  /// A list of texts or references.
  public mutating func append(list: some Collection<UInt32>) {
    appendList(first: items32.count, count: list.count)
    items32.append(contentsOf: list)
  }

  public mutating func append(list: some Collection<Int64>) {
    appendList(first: items64.count, count: list.count)
    items64.append(contentsOf: list.map { UInt64(bitPattern: $0) })
  }

  public mutating func append(list: some Collection<Double>) {
    appendList(first: items64.count, count: list.count)
    items64.append(contentsOf: list.map(\.bitPattern))
  }

  public mutating func append(list: some Collection<TextSpan>) {
    appendList(first: items64.count, count: list.count)
    items64.append(contentsOf: list.map(Self.word))
  }

  /// Values of several rows: where rows are many, one call each is what costs.
  public mutating func append(integers: [Int64]) {
    integers.withUnsafeBufferPointer { append(integers: $0) }
  }

  /// Values of several rows, wherever they lie.
  public mutating func append(integers: UnsafeBufferPointer<Int64>) {
    integers.withMemoryRebound(to: UInt64.self) { words64.append(contentsOf: $0) }
    markPresent(true, rows: integers.count)
  }

  /// Several rows without a value.
  public mutating func appendNulls(_ rows: Int) {
    let end = count + rows
    switch kind {
    case .text, .reference: words32.append(contentsOf: repeatElement(0, count: rows))
    case .flag: while words64.count << 6 < end { words64.append(0) }
    case .integer, .number, .span, .list:
      words64.append(contentsOf: repeatElement(0, count: rows))
    }
    markPresent(false, rows: rows)
  }

  /// Empties the column and keeps its memory.
  public mutating func removeAll() {
    count = 0
    absent = 0
    present.removeAll(keepingCapacity: true)
    words32.removeAll(keepingCapacity: true)
    words64.removeAll(keepingCapacity: true)
    items32.removeAll(keepingCapacity: true)
    items64.removeAll(keepingCapacity: true)
  }

  private static func word(_ span: TextSpan) -> UInt64 {
    UInt64(span.start) | UInt64(span.end) << 32
  }

  private mutating func appendList(first: Int, count: Int) {
    markPresent(true)
    words64.append(UInt64(first) | UInt64(count) << 32)
  }

  private mutating func markPresent(_ value: Bool) {
    if count & 63 == 0 { present.append(0) }
    if value { present[count >> 6] |= 1 << UInt64(count & 63) } else { absent += 1 }
    count += 1
  }

  private mutating func markPresent(_ value: Bool, rows: Int) {
    let end = count + rows
    while present.count << 6 < end { present.append(0) }
    if !value { absent += rows }
    while count < end {
      let upper = min(end, (count | 63) + 1)
      if value { present[count >> 6] |= (~0 >> UInt64(64 - (upper - count))) << UInt64(count & 63) }
      count = upper
    }
  }

  /// Lends the column in the layout of the C contract.
  public func withGalleyFeature<Result>(
    _ body: (galley_feature) throws -> Result
  ) rethrows -> Result {
    try present.withUnsafeBufferPointer { present in
      try words32.withUnsafeBytes { words32 in
        try words64.withUnsafeBytes { words64 in
          try items32.withUnsafeBytes { items32 in
            try items64.withUnsafeBytes { items64 in
              let narrow = kind == .text || kind == .reference
              let narrowItems = itemKind == .text || itemKind == .reference
              let items = kind == .list ? (narrowItems ? items32 : items64) : nil
              return try body(
                galley_feature(
                  size: UInt32(MemoryLayout<galley_feature>.size),
                  name: feature.rawValue,
                  kind: kind.abi,
                  item_kind: itemKind?.abi ?? 0,
                  present: absent == 0 ? nil : present.baseAddress,
                  values: (narrow ? words32 : words64).baseAddress,
                  items: items?.baseAddress,
                  item_count: UInt32((items?.count ?? 0) / (narrowItems ? 4 : 8)),
                  reserved: 0
                )
              )
            }
          }
        }
      }
    }
  }
}

extension [ColumnBuilder] {
  /// Lends all columns in the layout of the C contract, behind others.
  ///
  /// - Parameters:
  ///   - others: Columns that are lent already.
  ///   - rows: How many values each has.
  ///   - body: What is done with them.
  /// - Returns: what `body` does.
  func withGalleyFeatures<Result>(
    after others: [galley_feature] = [],
    rows: Int,
    _ body: (UnsafeBufferPointer<galley_feature>) -> Result
  ) -> Result {
    precondition(
      allSatisfy { $0.count == rows },
      "every column needs one value per row (\(rows))"
    )
    return Self.lend(self[...], others, body)
  }

  private static func lend<Result>(
    _ rest: ArraySlice<ColumnBuilder>,
    _ lent: [galley_feature],
    _ body: (UnsafeBufferPointer<galley_feature>) -> Result
  ) -> Result {
    guard let column = rest.first else { return lent.withUnsafeBufferPointer(body) }
    return column.withGalleyFeature { lend(rest.dropFirst(), lent + [$0], body) }
  }
}

extension galley_feature {
  /// A column of integers that every row has, in the memory of the stage.
  public init(_ feature: Symbol, integers: UnsafeBufferPointer<Int64>) {
    self.init(
      size: UInt32(MemoryLayout<galley_feature>.size),
      name: feature.rawValue,
      kind: FeatureKind.integer.abi,
      item_kind: 0,
      present: nil,
      values: UnsafeRawPointer(integers.baseAddress),
      items: nil,
      item_count: 0,
      reserved: 0
    )
  }
}
