/// The ids of the documents so far, to notice one that comes twice.
///
/// Keeps a hash of 64 bits per id, since the ids of millions of documents would fill the memory. Among
/// a million different ids the chance that two have one hash is 3 in 100 million.
struct SeenIDs {
  /// By the last byte of the hash: a table that grows is copied, and a small one costs less.
  private var tables = [HashTable](repeating: HashTable(), count: 256)

  /// Adds an id; false when it was there.
  mutating func insert(_ id: String) -> Bool {
    var id = id
    let hash = max(1, id.withUTF8(StringPool.wideHash))
    return tables[Int(hash & 0xFF)].insert(hash)
  }
}

/// An open-addressing set of hashes; 0 is an empty slot.
private struct HashTable {
  private var slots = [UInt64](repeating: 0, count: 16)
  private var count = 0

  mutating func insert(_ hash: UInt64) -> Bool {
    guard enter(hash) else { return false }
    count += 1
    if count * 8 > slots.count * 7 { grow() }
    return true
  }

  private mutating func enter(_ hash: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: (hash >> 8) % UInt64(slots.count))
    while slots[slot] != 0 {
      if slots[slot] == hash { return false }
      slot += 1
      if slot == slots.count { slot = 0 }
    }
    slots[slot] = hash
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 5 / 4)
    for hash in old where hash != 0 { _ = enter(hash) }
  }
}
