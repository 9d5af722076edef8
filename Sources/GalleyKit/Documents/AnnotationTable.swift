import GalleyABI

/// The annotations of one type in a document, as columns; valid during the call.
///
/// Rows stand in order of insertion. `rows` gives them in annotation order.
public struct AnnotationTable {
  private let table: UnsafePointer<galley_table>?

  init(_ table: UnsafePointer<galley_table>?) { self.table = table }

  public var type: Symbol { Symbol(rawValue: table?.pointee.type ?? 0) }
  /// Number of rows.
  public var count: Int { Int(table?.pointee.count ?? 0) }
  public var isEmpty: Bool { count == 0 }

  /// UTF-8 byte offsets.
  public var start: UnsafeBufferPointer<UInt32> { column(table?.pointee.start) }
  /// UTF-8 byte offsets, not included.
  public var end: UnsafeBufferPointer<UInt32> { column(table?.pointee.end) }
  public var id: UnsafeBufferPointer<UInt32> { column(table?.pointee.id) }
  /// For `Document.provenance`.
  public var stage: UnsafeBufferPointer<UInt32> { column(table?.pointee.stage) }
  /// For `Document.provenance`; 0: none.
  public var rule: UnsafeBufferPointer<UInt32> { column(table?.pointee.rule) }

  public func span(_ row: Int) -> TextSpan { TextSpan(start: start[row], end: end[row]) }

  /// The rows in annotation order.
  public var rows: AnnotationOrder {
    AnnotationOrder(count: count, order: table?.pointee.order)
  }

  /// The column of a feature, when the document shows it.
  public func feature(_ name: Symbol) -> FeatureColumn? {
    guard let table, let column = galley_feature_of(table, name.rawValue) else { return nil }
    return FeatureColumn(column.pointee)
  }

  /// All columns the document shows, in the order of the schema.
  public var features: [FeatureColumn] {
    guard let table else { return [] }
    return (0..<table.pointee.feature_count).map {
      FeatureColumn(galley_feature_at(table, $0).pointee)
    }
  }

  private func column(_ first: UnsafePointer<UInt32>?) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: first, count: count)
  }
}

/// Row numbers of a table in annotation order: start ascending, end descending, id.
public struct AnnotationOrder: RandomAccessCollection {
  public let count: Int
  let order: UnsafePointer<UInt32>?

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
  public subscript(position: Int) -> Int {
    if let order { Int(order[position]) } else { position }
  }
}
