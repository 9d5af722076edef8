import GalleyKit

/// Periods inside and at the end of words.
extension TokenPass {
  /// What a dotted run looks like: `U.S.A`, `example.com`, `comp.lang.c`.
  private struct Dotted {
    var end: Int
    var parts = 1
    var isInitials: Bool
    var isLower: Bool
    var lastStart: Int
  }

  /// How far a dotted run is followed, in bytes.
  private static let reach = 128

  /// Decimals, initials, host and file names keep their periods.
  func periodJoin(start: Int, run: Int, end: Int) -> Int? {
    let next = end + 1
    guard isWord(next) else { return nil }
    let nextEnd = runEnd(from: next, atMost: Self.reach)
    if text.byteClass(end - 1) == .digit, text.byteClass(next) == .digit,
      isDigits(next, nextEnd) || !startsWord(afterDigits: next)
    {
      return next
    }
    let dotted = dotted(from: run, firstEnd: end)
    if dotted.isInitials || traits(run, end).contains(.nameBeginning) { return dotted.lastStart }
    let last = traits(dotted.lastStart, dotted.end)
    if last.contains(.nameEnding), isNameEnd(dotted.end) { return dotted.lastStart }
    if dotted.parts > 2, dotted.isLower { return dotted.lastStart }
    let whole = traits(start, dotted.end)
    return whole.isDisjoint(with: .anyAbbreviation) ? nil : dotted.lastStart
  }

  /// Whether more than two letters follow the digits at `offset`.
  private func startsWord(afterDigits offset: Int) -> Bool {
    var end = offset
    while end < chunkEnd, text.byteClass(end) == .digit { end += 1 }
    return runEnd(from: end, atMost: 4) - end > 3
  }

  private func isNameEnd(_ offset: Int) -> Bool {
    !(text[offset] == Ascii.period && isWord(offset + 1))
  }

  private func dotted(from start: Int, firstEnd: Int) -> Dotted {
    var dotted = Dotted(
      end: firstEnd,
      isInitials: isInitial(start, firstEnd),
      isLower: classes(start, firstEnd) == .lower,
      lastStart: start
    )
    while dotted.end < start + Self.reach, text[dotted.end] == Ascii.period,
      isWord(dotted.end + 1)
    {
      dotted.lastStart = dotted.end + 1
      dotted.end = runEnd(from: dotted.lastStart, atMost: Self.reach)
      dotted.parts += 1
      dotted.isInitials = dotted.isInitials && isInitial(dotted.lastStart, dotted.end)
      dotted.isLower = dotted.isLower && classes(dotted.lastStart, dotted.end) == .lower
    }
    return dotted
  }

  private func isInitial(_ start: Int, _ end: Int) -> Bool {
    end > start && text.kind(at: start).length == end - start && isLetters(start, end)
  }

  private func runEnd(from start: Int, atMost length: Int) -> Int {
    var end = start
    while end < chunkEnd, end - start < length {
      let (kind, width) = text.kind(at: end)
      if !kind.isWord { break }
      end += width
    }
    return end
  }

  /// Whether the period at `end` belongs to the word before it.
  ///
  /// Inside of a sentence a single period before white space can only be that of an abbreviation.
  /// At the end of a sentence one period does both services, and stays with abbreviations that are
  /// no other word; only `etc.` gives it up, as in the treebank.
  func ownsPeriod(start: Int, run: Int, end: Int) -> Bool {
    let next = end + 1
    if text[next] == Ascii.period, next < limit {
      return text[next + 1] != Ascii.period && isInitials(start, end) && end - start > 2
    }
    let traits = traits(start, end)
    if isLast(next) { return ownsLastPeriod(start: start, end: end, traits) }
    if !traits.isDisjoint(with: .anyAbbreviation) { return !isWord(next) || isTitle(traits) }
    if isInitials(start, end) { return true }
    return isLetters(run, end) && end - start <= 6 && isSpaceOrEnd(next) && isWordNext(next)
  }

  /// Whether a word stands behind the white space at `offset`.
  private func isWordNext(_ offset: Int) -> Bool {
    let ink = text.skipSpace(from: offset, to: min(limit, offset + 8))
    return ink < limit && text.isWord(at: ink)
  }

  private func ownsLastPeriod(start: Int, end: Int, _ traits: WordTraits) -> Bool {
    if end - start > 2, isInitials(start, end) { return true }
    let isName = text.kind(at: start).kind == .upper && end - start > 2
    return isName && !traits.isDisjoint(with: [.company, .place, .proper])
      && traits.isDisjoint(with: [.unit, .properBeforeNumber, .joining])
  }

  private func isTitle(_ traits: WordTraits) -> Bool {
    !traits.isDisjoint(with: [.title, .beforeNumber, .proper, .place])
  }

  /// Single letters with periods between them, or one.
  private func isInitials(_ start: Int, _ end: Int) -> Bool {
    guard end - start < 24 else { return false }
    var offset = start
    while offset < end {
      let (kind, length) = text.kind(at: offset)
      guard kind == .upper || (kind == .lower && end - start > 1) else { return false }
      offset += length
      if offset == end { return true }
      guard text.bytes[offset] == Ascii.period else { return false }
      offset += 1
    }
    return false
  }
}
