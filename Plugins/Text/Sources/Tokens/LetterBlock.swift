import GalleyKit

/// The ASCII letters at the beginning of sixteen bytes, found without a branch.
///
/// Eight bytes are looked at together: the high bit of each byte of a word says whether that byte is a
/// letter, or a capital (after Mycroft's test for zero bytes; Warren, Hacker's Delight, 2nd ed. 2012,
/// §6-1). A multiplication gathers these bits in one byte.
struct LetterBlock {
  static let width = 16

  /// The number of letters before the first other byte, `width` at most.
  let count: Int
  /// Bit i: byte i is one of these letters, and a capital.
  let capitals: UInt32

  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// Reads sixteen bytes, which must be there.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) {
    let raw = UnsafeRawPointer(bytes)
    self.init(
      UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)),
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    )
  }

  /// Reads the bytes of `text` from `start` up to `limit`.
  @inline(__always)
  init(in text: ByteText, from start: Int, to limit: Int) {
    if start + Self.width <= text.count {
      let block = LetterBlock(text.bytes + start)
      self = block.count <= limit - start ? block : LetterBlock(block, atMost: limit - start)
    } else {
      var words: (UInt64, UInt64) = (0, 0)
      for i in start..<limit {
        let byte = UInt64(text.bytes[i]) << UInt64((i - start) % 8 * 8)
        if i - start < 8 { words.0 |= byte } else { words.1 |= byte }
      }
      self.init(words.0, words.1)
    }
  }

  /// The first byte is the lowest.
  @inline(__always)
  private init(_ first: UInt64, _ second: UInt64) {
    let letters = (Self.letters(in: first), Self.letters(in: second))
    let others = ~(Self.gathered(letters.0) | Self.gathered(letters.1) << 8)
    count = others.trailingZeroBitCount
    let capitals =
      Self.gathered(~(first << 2) & letters.0) | Self.gathered(~(second << 2) & letters.1) << 8
    self.capitals = capitals & Self.mask(count)
  }

  private init(_ longer: LetterBlock, atMost count: Int) {
    self.count = count
    capitals = longer.capitals & Self.mask(count)
  }

  /// The bits of the first letters.
  @inline(__always)
  static func mask(_ count: Int) -> UInt32 { (1 &<< UInt32(truncatingIfNeeded: count)) &- 1 }

  /// The high bits of the bytes that are ASCII letters.
  @inline(__always)
  private static func letters(in word: UInt64) -> UInt64 {
    let small = (word | 0x2020_2020_2020_2020) & ~high
    let fromA = small &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = small &+ 0x0505_0505_0505_0505
    return fromA & ~beyondZ & ~word & high
  }

  /// The high bits of eight bytes, side by side.
  @inline(__always)
  private static func gathered(_ bits: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: ((bits >> 7) &* 0x0102_0408_1020_4080) >> 56)
  }
}
