import GalleyKit

/// Which annotations others refer to, as bits by id.
struct ReferenceTargets {
  private var words: [UInt64] = []

  mutating func find(in tables: [ShownTable]) {
    words.removeAll(keepingCapacity: true)
    for table in tables {
      for column in table.columns { find(in: column.values, rows: table.start.count) }
    }
  }

  func contains(_ id: UInt32) -> Bool {
    let word = Int(id >> 6)
    return word < words.count && (words[word] >> UInt64(id & 63)) & 1 != 0
  }

  private mutating func find(in column: FeatureColumn, rows: Int) {
    if column.kind == .reference {
      for row in 0..<rows where column.has(row) { insert(column.reference(row)) }
    } else if column.kind == .list, column.itemKind == .reference {
      for item in 0..<column.itemCount { insert(column.referenceItem(item)) }
    }
  }

  private mutating func insert(_ id: UInt32) {
    let word = Int(id >> 6)
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    words[word] |= 1 << UInt64(id & 63)
  }
}
