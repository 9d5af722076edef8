/// A word of at most 16 bytes, ASCII letters lower-cased, in two integers: compared in two steps.
struct PackedWord: Equatable {
  static let limit = 16

  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0

  /// The empty word.
  init() {}

  /// Packs `length` bytes from `bytes` on; `readable` bytes may be read there.
  init(_ bytes: UnsafePointer<UInt8>, length: Int, readable: Int) {
    if readable >= Self.limit {
      let raw = UnsafeRawPointer(bytes)
      low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
      high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      low &= Self.mask(length)
      high &= Self.mask(length - 8)
    } else {
      for index in 0..<length {
        let byte = UInt64(bytes[index]) << UInt64(index % 8 * 8)
        if index < 8 { low |= byte } else { high |= byte }
      }
    }
    low = Self.lowerCased(low)
    high = Self.lowerCased(high)
  }

  /// A mix whose upper bits are good enough for an open-addressing table.
  var hash: UInt64 {
    let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ (mixed >> 32)
  }

  /// Lends the first bytes of the word.
  func withBytes<Result>(
    _ length: Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) {
        body(UnsafeBufferPointer(rebasing: $0[..<length]))
      }
    }
  }

  private static func mask(_ length: Int) -> UInt64 {
    if length <= 0 { return 0 }
    return length >= 8 ? .max : (1 << UInt64(length * 8)) - 1
  }

  /// Lower-cases the ASCII capitals among eight bytes at once.
  private static func lowerCased(_ word: UInt64) -> UInt64 {
    let low7 = word & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = low7 &+ 0x3F3F_3F3F_3F3F_3F3F
    let aboveZ = low7 &+ 0x2525_2525_2525_2525
    let capitals = (fromA ^ aboveZ) & ~word & 0x8080_8080_8080_8080
    return word | (capitals >> 2)
  }
}
