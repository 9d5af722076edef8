/// How the words of a document are written elsewhere in it; the memory of one lane.
///
/// A table of hashes with open addressing; a number per document instead of clearing.
struct SeenWords {
  private var keys: [UInt64] = Array(repeating: 0, count: 1024)
  private var stamps: [UInt32] = Array(repeating: 0, count: 1024)
  private var stamp: UInt32 = 0
  private var count = 0

  /// Forgets all.
  mutating func removeAll() {
    if stamp == .max {
      for i in stamps.indices { stamps[i] = 0 }
      stamp = 0
    }
    stamp += 1
    count = 0
  }

  mutating func insert(_ hash: UInt64) {
    if count * 2 >= keys.count { grow() }
    let slot = slot(of: hash)
    guard stamps[slot] != stamp else { return }
    keys[slot] = hash
    stamps[slot] = stamp
    count += 1
  }

  func contains(_ hash: UInt64) -> Bool { stamps[slot(of: hash)] == stamp }

  /// Where a hash is, or would be.
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(hash & UInt64(keys.count - 1))
    while stamps[slot] == stamp, keys[slot] != hash { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = zip(keys, stamps).filter { $0.1 == stamp }.map(\.0)
    keys = Array(repeating: 0, count: keys.count * 2)
    stamps = Array(repeating: 0, count: keys.count)
    stamp = 1
    for hash in old {
      let slot = slot(of: hash)
      keys[slot] = hash
      stamps[slot] = stamp
    }
  }
}
