import GalleyABI

/// New annotations of one type, as columns, handed to `Annotations.add` at once.
///
/// Reuse it for many documents: `removeAll` keeps the memory.
public struct AnnotationBatch: Sendable {
  public let type: Symbol
  private var start: [UInt32] = []
  private var end: [UInt32] = []
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
    start.append(span.start)
    end.append(span.end)
    rule.append(number)
  }

  /// Adds many rows at once, without rules; then add as many values to each column.
  public mutating func append(contentsOf spans: [TextSpan]) {
    start.append(contentsOf: spans.map(\.start))
    end.append(contentsOf: spans.map(\.end))
    rule.append(contentsOf: repeatElement(0, count: spans.count))
  }

  /// Adds many rows at once, without rules; then add as many values to each column.
  ///
  /// - Parameters:
  ///   - starts: UTF-8 byte offsets.
  ///   - ends: as many, not included.
  public mutating func append(
    starts: UnsafeBufferPointer<UInt32>,
    ends: UnsafeBufferPointer<UInt32>
  ) {
    precondition(starts.count == ends.count, "\(starts.count) starts and \(ends.count) ends")
    start.append(contentsOf: starts)
    end.append(contentsOf: ends)
    rule.append(contentsOf: repeatElement(0, count: starts.count))
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
        rule,
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
    precondition(
      columns.allSatisfy { $0.count == count },
      "every column needs one value per row (\(count))"
    )
    return withFeatures(columns[...], []) {
      body(type.rawValue, UInt32(count), start, end, $0)
    }
  }

  private func withFeatures(
    _ rest: ArraySlice<ColumnBuilder>,
    _ lent: [galley_feature],
    _ body: (UnsafeBufferPointer<galley_feature>) -> galley_result
  ) -> galley_result {
    guard let column = rest.first else { return lent.withUnsafeBufferPointer(body) }
    return column.withGalleyFeature { withFeatures(rest.dropFirst(), lent + [$0], body) }
  }
}
