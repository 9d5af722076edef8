import GalleyKit

/// The rows of all tables in annotation order: start ascending, end descending, type name, id.
///
/// The tables are sorted by type name and their rows by the rest, so that the first of the equal
/// heads is the right one. Documents have a dozen types: looking at all heads beats a heap.
struct AnnotationMerge: IteratorProtocol {
  private let tables: [ShownTable]
  /// Order of the next row of each table; `UInt64.max` when none is left.
  private var heads: [UInt64]
  private var positions: [Int]

  init(_ tables: [ShownTable]) {
    self.tables = tables
    heads = tables.map { Self.order($0, at: 0) }
    positions = [Int](repeating: 0, count: tables.count)
  }

  mutating func next() -> (table: Int, row: Int)? {
    var table = 0
    var least = UInt64.max
    for (i, head) in heads.enumerated() where head < least {
      least = head
      table = i
    }
    guard least < UInt64.max else { return nil }
    let row = tables[table].rows[positions[table]]
    positions[table] += 1
    heads[table] = Self.order(tables[table], at: positions[table])
    return (table, row)
  }

  private static func order(_ table: ShownTable, at position: Int) -> UInt64 {
    guard position < table.rows.count else { return UInt64.max }
    let row = table.rows[position]
    return UInt64(table.start[row]) << 32 | UInt64(~table.end[row])
  }
}
