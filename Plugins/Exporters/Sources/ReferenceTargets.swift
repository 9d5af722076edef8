import GalleyKit

/// Which of the annotations shown others refer to, as bits by id.
struct ReferenceTargets {
  private var referred = IDSet()
  private var shown = IDSet()

  /// Whether nothing refers to anything.
  var isEmpty: Bool { referred.isEmpty }

  mutating func find(in tables: [ShownTable]) {
    referred.removeAll()
    shown.removeAll()
    for table in tables {
      for column in table.columns { find(in: column.values, rows: table.start.count) }
    }
    if referred.isEmpty { return }
    for table in tables {
      for id in table.id { shown.insert(id) }
    }
  }

  /// Whether an annotation is shown and another refers to it.
  func contains(_ id: UInt32) -> Bool { referred.contains(id) && shown.contains(id) }

  private mutating func find(in column: FeatureColumn, rows: Int) {
    if column.kind == .reference {
      for row in 0..<rows where column.has(row) { referred.insert(column.reference(row)) }
    } else if column.kind == .list, column.itemKind == .reference {
      for item in 0..<column.itemCount { referred.insert(column.referenceItem(item)) }
    }
  }
}

/// Ids of annotations: small numbers that lie close together.
private struct IDSet {
  private var words: [UInt64] = []

  var isEmpty: Bool { words.isEmpty }

  mutating func removeAll() { words.removeAll(keepingCapacity: true) }

  func contains(_ id: UInt32) -> Bool {
    let word = Int(id >> 6)
    return word < words.count && (words[word] >> UInt64(id & 63)) & 1 != 0
  }

  mutating func insert(_ id: UInt32) {
    let word = Int(id >> 6)
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    words[word] |= 1 << UInt64(id & 63)
  }
}
