import GalleyKit

/// A run of ASCII letters: where it ends and what it looks like.
struct LetterRun {
  private(set) var end: Int
  let flags: TokenFlags

  /// Reads the letters of `text` from `start` up to `limit`.
  @inline(__always)
  init(in text: ByteText, from start: Int, to limit: Int) {
    let first = LetterBlock(in: text, from: start, to: limit)
    end = start + first.count
    guard first.count == LetterBlock.width else {
      flags = first.looks
      return
    }
    // The first letter is told from the rest by its place in the first block.
    let beginsUpper = first.capitals & 1 != 0
    var hasCapitals = first.capitals > 1
    var hasSmalls = first.capitals | 1 != LetterBlock.mask(first.count)
    var next = first
    repeat {
      next = LetterBlock(in: text, from: end, to: limit)
      end += next.count
      if next.capitals != 0 { hasCapitals = true }
      if next.capitals != LetterBlock.mask(next.count) { hasSmalls = true }
    } while next.count == LetterBlock.width
    var flags: TokenFlags = beginsUpper ? [.letters, .capitalised] : .letters
    if hasCapitals { flags.insert(beginsUpper && !hasSmalls ? .allCapitals : .mixedCase) }
    self.flags = flags
  }
}

extension LetterBlock {
  /// What a word looks like that is made of these letters.
  @inline(__always)
  var looks: TokenFlags {
    if capitals <= 1 {
      // Without a branch, for it cannot be foreseen: the first bit says `capitalised` in both.
      return TokenFlags(rawValue: TokenFlags.letters.rawValue | capitals)
    }
    if capitals & 1 == 0 { return [.letters, .mixedCase] }
    return capitals == Self.mask(count)
      ? [.letters, .capitalised, .allCapitals] : [.letters, .capitalised, .mixedCase]
  }
}
