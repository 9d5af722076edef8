import GalleyABI

/// New annotations of one type, as columns, handed to `Annotations.add` at once.
///
/// Reuse it for many documents: `removeAll` keeps the memory.
public struct AnnotationBatch: Sendable {
  public let type: Symbol
  private var start: [UInt32] = []
  private var end: [UInt32] = []
  /// Empty, or one per row; empty as long as no row has one.
  private var rule: [UInt32] = []
  /// Values of features, one per row each.
  public var columns: [ColumnBuilder]

  public init(_ type: Symbol, columns: [ColumnBuilder] = []) {
    self.type = type
    self.columns = columns
  }

  /// Number of rows.
  public var count: Int { start.count }

  /// Adds a row; then add one value to each column.
  public mutating func append(_ span: TextSpan, rule number: UInt32 = 0) {
    if number != 0, rule.isEmpty { rule.append(contentsOf: repeatElement(0, count: count)) }
    if number != 0 || !rule.isEmpty { rule.append(number) }
    start.append(span.start)
    end.append(span.end)
  }

  /// Adds many rows at once, without rules; then add as many values to each column.
  public mutating func append(contentsOf spans: [TextSpan]) {
    if !rule.isEmpty { rule.append(contentsOf: repeatElement(0, count: spans.count)) }
    start.append(contentsOf: spans.map(\.start))
    end.append(contentsOf: spans.map(\.end))
  }

  public mutating func removeAll() {
    start.removeAll(keepingCapacity: true)
    end.removeAll(keepingCapacity: true)
    rule.removeAll(keepingCapacity: true)
    for i in columns.indices { columns[i].removeAll() }
  }

  func add(to output: UnsafePointer<galley_output>, first: inout UInt32) -> galley_result {
    hand { type, count, start, end, features in
      output.pointee.add(
        output.pointee.context,
        type,
        count,
        start,
        end,
        rule.isEmpty ? nil : rule,
        nil,
        features.baseAddress,
        UInt32(features.count),
        &first
      )
    }
  }

  /// Lends the rows in the layout of the C contract.
  func hand(
    _ body: (
      _ type: UInt32, _ count: UInt32, _ start: [UInt32], _ end: [UInt32],
      UnsafeBufferPointer<galley_feature>
    ) -> galley_result
  ) -> galley_result {
    columns.withGalleyFeatures(rows: count) {
      body(type.rawValue, UInt32(count), start, end, $0)
    }
  }
}
