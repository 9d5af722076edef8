import GalleyKit

/// Contractions and possessives.
extension TokenPass {
  /// Emits a word of ASCII letters, split if it is a contraction written together: `cannot`.
  @inline(__always)
  func emitWord(from start: Int, to end: Int, _ flags: TokenFlags) {
    let length = end - start
    if length > 1, length < 9,
      lexicon.mayBeContraction(
        first: text.bytes[start],
        last: text.bytes[end - 1],
        length: length
      ),
      splitWord(from: start, to: end, following: flags.intersection(.spaceAfter))
    {
      return
    }
    append(start, end, flags)
  }

  private func splitWord(from start: Int, to end: Int, following: TokenFlags) -> Bool {
    let traits = traits(start, end)
    guard traits.contains(.contraction) else { return false }
    let (first, second) = traits.splits
    let group = openGroup(start, end)
    append(start, start + first, looks(start, start + first), group: group)
    if second > 0 {
      append(start + first, start + second, looks(start + first, start + second), group: group)
    }
    let rest = start + max(first, second)
    append(rest, end, looks(rest, end).union(following), group: group)
    return true
  }

  /// Emits a word of ASCII letters with the `'s` behind it, if a blank follows: the contraction most
  /// texts have most of, told without taking the chunk apart.
  ///
  /// - Parameters:
  ///   - start: Where the word begins.
  ///   - end: Where it ends.
  ///   - flags: What it looks like.
  /// - Returns: where the blank stands; `nil` if something else is there.
  @inline(__always)
  func possessive(from start: Int, to end: Int, _ flags: TokenFlags) -> Int? {
    let isASCII = text.bytes[end] == Ascii.apostrophe
    guard isASCII || text.bytes[end] == 0xE2 else { return nil }
    let letter = end + (isASCII ? 1 : 3)
    guard letter + 1 < limit, text.bytes[letter] == UInt8(ascii: "s"),
      text.byteClass(letter + 1).contains(.space),
      isASCII || text.scalar(at: end).value == 0x2019,
      traits(letter, letter + 1).contains(.clitic)
    else { return nil }
    let group = openGroup(start, letter + 1)
    append(start, end, flags, group: group)
    let looks: TokenFlags = isASCII ? [.letters] : [.letters, .beyondASCII]
    append(end, letter + 1, looks.union(.spaceAfter), group: group)
    return letter + 1
  }

  /// A clitic after an apostrophe: where its token begins and ends.
  struct Clitic {
    let start: Int
    let end: Int
  }

  /// The clitic behind the word that begins at `run`, if the apostrophe starts one.
  func clitic(after run: Int, apostrophe: Int, letters: Int) -> Clitic? {
    var end = letters
    while end < chunkEnd, end - letters < 3, !text.byteClass(end).isDisjoint(with: .letter) {
      end += 1
    }
    guard end > letters, end - letters < 3, !isWord(end),
      traits(letters, end).contains(.clitic)
    else { return nil }
    guard text.bytes[letters] | 0x20 == UInt8(ascii: "t") else {
      return Clitic(start: apostrophe, end: end)
    }
    let isNegation = apostrophe - run > 1 && text.bytes[apostrophe - 1] | 0x20 == UInt8(ascii: "n")
    return isNegation ? Clitic(start: apostrophe - 1, end: end) : nil
  }

  /// Emits the word `start..<end` with the clitics behind it; `nil` if there is none.
  ///
  /// `flags` go to the word.
  func contraction(start: Int, end: Int, flags: TokenFlags = []) -> Int? {
    guard let first = nextClitic(after: start, at: end) else {
      return pluralPossessive(start: start, end: end)
    }
    var last = first
    while let next = nextClitic(after: last.end - 1, at: last.end) { last = next }
    let group = openGroup(start, last.end)
    append(start, first.start, looks(start, first.start).union(flags), group: group)
    var clitic = first
    append(clitic.start, clitic.end, looks(clitic.start, clitic.end), group: group)
    while let next = nextClitic(after: clitic.end - 1, at: clitic.end) {
      append(next.start, next.end, looks(next.start, next.end), group: group)
      clitic = next
    }
    return last.end
  }

  private func nextClitic(after run: Int, at offset: Int) -> Clitic? {
    guard offset < chunkEnd else { return nil }
    let (kind, length) = text.kind(at: offset)
    guard kind == .apostrophe || text.bytes[offset] == Ascii.backtick else { return nil }
    return clitic(after: run, apostrophe: offset, letters: offset + length)
  }

  /// `parents'`: an apostrophe after `s` that closes no quotation.
  private func pluralPossessive(start: Int, end: Int) -> Int? {
    let (kind, length) = text.kind(at: end)
    guard kind == .apostrophe, !hasOpenApostrophe, !isWord(end + length),
      text.bytes[end - 1] | 0x20 == UInt8(ascii: "s"), isLetters(start, end)
    else { return nil }
    let group = openGroup(start, end + length)
    append(start, end, looks(start, end), group: group)
    append(end, end + length, .punctuation, group: group)
    return end + length
  }
}
