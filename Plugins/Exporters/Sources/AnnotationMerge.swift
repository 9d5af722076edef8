import GalleyKit

/// The rows of all tables in annotation order: start ascending, end descending, type name, id.
///
/// They come as stretches of rows of one table, for most tables have many rows between two of
/// another. The tables are sorted by type name and their rows by the rest, so that the first of the
/// equal heads is the right one. Documents have a dozen types: looking at all heads beats a heap.
struct AnnotationMerge {
  /// Rows of a table that follow each other, as positions in its annotation order.
  struct Stretch {
    let table: Int
    let positions: Range<Int>
  }

  private let tables: [ShownTable]
  /// Order of the next row of each table; `UInt64.max` when none is left.
  private var heads: [UInt64]
  private var positions: [Int]

  init(_ tables: [ShownTable]) {
    self.tables = tables
    heads = tables.map { $0.order(at: 0) }
    positions = [Int](repeating: 0, count: tables.count)
  }

  mutating func next() -> Stretch? {
    var table = 0
    var least = UInt64.max
    for (i, head) in heads.enumerated() where head < least {
      least = head
      table = i
    }
    guard least < UInt64.max else { return nil }
    var bound = UInt64.max - 1
    for (i, head) in heads.enumerated() where i != table {
      bound = min(bound, i < table ? head - 1 : head)
    }
    let first = positions[table]
    var position = first + 1
    var head = tables[table].order(at: position)
    while head <= bound {
      position += 1
      head = tables[table].order(at: position)
    }
    positions[table] = position
    heads[table] = head
    return Stretch(table: table, positions: first..<position)
  }
}

extension ShownTable {
  /// A number that sorts rows as their spans do; `UInt64.max` behind the last one.
  fileprivate func order(at position: Int) -> UInt64 {
    guard position < rows.count else { return UInt64.max }
    let row = rows[position]
    return UInt64(start[row]) << 32 | UInt64(~end[row])
  }
}
