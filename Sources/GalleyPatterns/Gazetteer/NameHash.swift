/// Hashes of words and of sequences of words.
///
/// Of a word the bytes it is compared as are taken in chunks of eight, the first byte lowest, so that
/// words of ASCII are hashed by whole chunks. Equal hashes are not trusted: names are compared.
struct NameHash {
  private(set) var value: UInt64 = seed
  private var chunk: UInt64 = 0
  private var bits: UInt64 = 0

  static let seed: UInt64 = 0x243F_6A88_85A3_08D3
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    chunk |= UInt64(byte) << bits
    bits += 8
    if bits == 64 {
      value = Self.mixed(value, chunk)
      chunk = 0
      bits = 0
    }
  }

  /// The hash of the bytes appended.
  var word: UInt64 { Self.finished(bits > 0 ? Self.mixed(value, chunk) : value) }

  @inline(__always)
  static func mixed(_ hash: UInt64, _ chunk: UInt64) -> UInt64 {
    let product = (hash ^ chunk) &* factor
    return product ^ (product >> 32)
  }

  @inline(__always)
  static func finished(_ hash: UInt64) -> UInt64 {
    let product = hash &* 0xD6E8_FEB8_6659_FD93
    return product ^ (product >> 32)
  }

  /// The hash of a sequence and one more word, behind white space or not.
  @inline(__always)
  static func joined(_ sequence: UInt64, _ word: UInt64, isApart: Bool) -> UInt64 {
    let turned = sequence << 23 | sequence >> 41
    return finished(mixed(turned &+ (isApart ? 1 : 2), word))
  }

  /// Eight characters of ASCII with small letters for capitals.
  @inline(__always)
  static func folded(_ chunk: UInt64) -> UInt64 {
    // Each byte's high bit says in `a` whether it is at least 'A', in `z` whether beyond 'Z'.
    let a = chunk &+ 0x3F3F_3F3F_3F3F_3F3F
    let z = chunk &+ 0x2525_2525_2525_2525
    return chunk | ((a & ~z) & 0x8080_8080_8080_8080) >> 2
  }
}
