import GalleyKit

/// A run of ASCII letters: where it ends and what it looks like.
///
/// Most words are read in one step, for eight bytes are looked at together: the high bit of each byte
/// of a word says whether that byte is a letter, or a capital (after Mycroft's test for zero bytes;
/// Warren, Hacker's Delight, 2nd ed. 2012, §6-1).
struct LetterRun {
  private(set) var end: Int
  private(set) var flags: TokenFlags

  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// Reads the letters of `text` from `start` up to `limit`.
  @inline(__always)
  init(in text: ByteText, from start: Int, to limit: Int) {
    end = start
    let first = Self.letters(in: text, from: start, to: limit)
    end += first.count
    // The first letter is told from the rest by its place in the first step.
    let beginsUpper = first.capitals & 0x80 != 0
    var hasCapitals = first.capitals & ~0xFF != 0
    var hasSmalls = first.smalls & ~0xFF != 0
    if first.count == 8 {
      var next = first
      repeat {
        next = Self.letters(in: text, from: end, to: limit)
        end += next.count
        if next.capitals != 0 { hasCapitals = true }
        if next.smalls != 0 { hasSmalls = true }
      } while next.count == 8
    }
    flags = beginsUpper ? [.letters, .capitalised] : .letters
    if hasCapitals { flags.insert(beginsUpper && !hasSmalls ? .allCapitals : .mixedCase) }
  }

  /// The letters among the next eight bytes: their number, and the high bits of capitals and others.
  @inline(__always)
  private static func letters(
    in text: ByteText,
    from start: Int,
    to limit: Int
  ) -> (count: Int, capitals: UInt64, smalls: UInt64) {
    let word = word(in: text, from: start)
    let letters = letters(in: word)
    let others = ~letters & high
    let count = min(others == 0 ? 8 : others.trailingZeroBitCount / 8, limit - start)
    let mask: UInt64 = (1 << UInt64(count * 8)) &- 1
    let capitals = ~(word << 2) & letters & mask
    return (count, capitals, letters & mask & ~capitals)
  }

  /// The high bits of the bytes that are ASCII letters.
  @inline(__always)
  private static func letters(in word: UInt64) -> UInt64 {
    let small = (word | 0x2020_2020_2020_2020) & ~high
    let fromA = small &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = small &+ 0x0505_0505_0505_0505
    return fromA & ~beyondZ & ~word & high
  }

  /// Eight bytes, the first of them lowest; zeros behind the end of the text.
  @inline(__always)
  private static func word(in text: ByteText, from start: Int) -> UInt64 {
    if start + 8 <= text.count {
      let raw = UnsafeRawPointer(text.bytes)
      return UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    var word: UInt64 = 0
    for i in start..<text.count { word |= UInt64(text.bytes[i]) << UInt64((i - start) * 8) }
    return word
  }
}
