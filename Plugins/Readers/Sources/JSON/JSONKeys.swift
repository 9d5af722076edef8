/// The keys of the objects that are open, outer before inner, to notice one that comes twice.
struct JSONKeys {
  /// An open object.
  struct Level {
    fileprivate let first: Int
  }

  /// From this many keys on, an object's keys are looked up by hash.
  private static let many = 16

  private var keys: [JSONSlice] = []
  private var hashed: [Int: Set<[UInt8]>] = [:]

  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    if !hashed.isEmpty { hashed = [:] }
  }

  func open() -> Level { Level(first: keys.count) }

  mutating func close(_ level: Level) {
    if keys.count - level.first >= Self.many { hashed[level.first] = nil }
    keys.removeLast(keys.count - level.first)
  }

  /// - Returns: whether the object did not have the key.
  mutating func insert(
    _ key: JSONSlice,
    of level: Level,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    defer { keys.append(key) }
    let count = keys.count - level.first
    if count >= Self.many { return insertHashed(key, of: level, in: text) }
    return !keys[level.first...].contains { Self.equal($0, key, in: text) }
  }

  private mutating func insertHashed(
    _ key: JSONSlice,
    of level: Level,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if hashed[level.first] == nil {
      hashed[level.first] = Set(keys[level.first...].map { Self.decoded($0, in: text) })
    }
    return hashed[level.first, default: []].insert(Self.decoded(key, in: text)).inserted
  }

  private static func equal(
    _ a: JSONSlice,
    _ b: JSONSlice,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if a.isEscaped || b.isEscaped { return decoded(a, in: text) == decoded(b, in: text) }
    return a.range.count == b.range.count && a.bytes(in: text).elementsEqual(b.bytes(in: text))
  }

  private static func decoded(_ key: JSONSlice, in text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    key.decode(from: text, into: &bytes)
    return bytes
  }
}
