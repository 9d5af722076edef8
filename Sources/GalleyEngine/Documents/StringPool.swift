import Glibc

/// Texts with numbers: equal texts have equal numbers.
///
/// An open-addressing hash over one pool of bytes. The numbers start at `first`.
///
/// A stage reads texts while it adds others, and a text it adds may be part of one it has read. So the
/// memory a growing pool leaves behind stays as it is until `freeLeft`.
struct StringPool: ~Copyable {
  let first: UInt32
  private(set) var bytes = NativeBuffer<UInt8>()
  /// count + 1 offsets.
  private(set) var offsets = NativeBuffer<UInt32>()
  private var hashes = NativeBuffer<UInt32>()
  private var slots = NativeBuffer<UInt32>()
  private var left: [UnsafeMutableRawPointer] = []

  init(first: UInt32 = 0) {
    self.first = first
    offsets.append(0)
    resetSlots(64)
  }

  deinit {
    for memory in left { memory.deallocate() }
  }

  var count: Int { offsets.count - 1 }

  subscript(number: UInt32) -> UnsafeBufferPointer<UInt8> {
    let i = Int(number - first)
    let start = Int(offsets[i])
    return UnsafeBufferPointer(start: bytes.base + start, count: Int(offsets[i + 1]) - start)
  }

  /// The number of a text that is there.
  func find(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt32? {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let i = slots[slot] - 1
      if hashes[Int(i)] == hash, equal(first + i, text) { return first + i }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The number of a text, added if it is new; nil when the pool is full.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt32? {
    if let number = find(text, hash: hash) { return number }
    guard bytes.count + text.count <= Int(UInt32.max) - 1 else { return nil }
    keep(bytes.move(to: bytes.count + text.count))
    bytes.append(text.baseAddress, count: text.count)
    keep(offsets.move(to: offsets.count + 1))
    offsets.append(UInt32(bytes.count))
    hashes.append(hash)
    if count * 2 > slots.count { resetSlots(slots.count * 2) } else { enter(count - 1) }
    return first + UInt32(count - 1)
  }

  /// Frees the memory left behind: nobody holds an address in it any more.
  mutating func freeLeft() {
    for memory in left { memory.deallocate() }
    left.removeAll(keepingCapacity: true)
  }

  /// Forgets the texts from the `kept`th on.
  mutating func truncate(to kept: Int) {
    guard kept < count else { return }
    let removed = count - kept
    offsets.removeLast(removed)
    hashes.removeLast(removed)
    bytes.removeLast(bytes.count - Int(offsets[kept]))
    resetSlots(kept == 0 ? 64 : slots.count)
  }

  /// A hash of a text (multiply and shift over 8-byte words).
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: wideHash(text) >> 32)
  }

  static func wideHash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var rest = UnsafeRawBufferPointer(text)
    while rest.count >= 8 {
      state = (state ^ rest.loadUnaligned(as: UInt64.self)) &* 0xD6E8_FEB8_6659_FD93
      state ^= state >> 32
      rest = UnsafeRawBufferPointer(rebasing: rest[8...])
    }
    var last: UInt64 = 0
    for byte in rest { last = last << 8 | UInt64(byte) }
    state = (state ^ last) &* 0xD6E8_FEB8_6659_FD93
    state ^= state >> 32
    return state &* 0xD6E8_FEB8_6659_FD93
  }

  private mutating func keep(_ memory: UnsafeMutableRawPointer?) {
    if let memory { left.append(memory) }
  }

  private func equal(_ number: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = self[number]
    guard own.count == text.count else { return false }
    guard let a = own.baseAddress, let b = text.baseAddress else { return true }
    return memcmp(a, b, own.count) == 0
  }

  private mutating func resetSlots(_ size: Int) {
    slots.removeAll()
    slots.append(repeating: 0, count: size)
    for i in 0..<count { enter(i) }
  }

  private mutating func enter(_ i: Int) {
    let mask = slots.count - 1
    var slot = Int(hashes[i]) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(i + 1)
  }
}
