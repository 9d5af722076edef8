/// Remembers which texts match which regular expressions, within one document.
struct VerdictCache {
  private var keys: [UInt64] = [UInt64](repeating: .max, count: 256)
  private var verdicts: [Bool] = [Bool](repeating: false, count: 256)
  private var count = 0

  mutating func removeAll() {
    guard count > 0 else { return }
    for i in keys.indices { keys[i] = .max }
    count = 0
  }

  func verdict(_ key: UInt64) -> Bool? {
    let slot = slot(of: key)
    return keys[slot] == key ? verdicts[slot] : nil
  }

  mutating func set(_ key: UInt64, _ verdict: Bool) {
    if count * 2 >= keys.count { grow() }
    let slot = slot(of: key)
    if keys[slot] != key { count += 1 }
    keys[slot] = key
    verdicts[slot] = verdict
  }

  /// Where the key stands, or else may stand.
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = zip(keys, verdicts).filter { $0.0 != .max }
    keys = [UInt64](repeating: .max, count: keys.count * 4)
    verdicts = [Bool](repeating: false, count: keys.count)
    for (key, verdict) in old {
      let slot = slot(of: key)
      keys[slot] = key
      verdicts[slot] = verdict
    }
  }
}
