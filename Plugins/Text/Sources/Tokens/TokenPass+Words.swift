import GalleyKit

/// Words: runs of letters and digits, and the signs that join two of them.
extension TokenPass {
  /// Reads the word at `start`, emits its tokens and returns where it ends.
  func word(at start: Int) -> Int {
    if let end = addressEnd(at: start) {
      append(start, end, looks(start, end).union(.address))
      return end
    }
    return wordBody(from: start, run: start)
  }

  /// Reads a word whose first run of letters begins at `run`, after a sign that belongs to it.
  func wordBody(from start: Int, run: Int) -> Int {
    var run = run
    var end = runEnd(from: run)
    while end < chunkEnd, let joined = joinedRun(start: start, run: run, end: end) {
      run = joined
      end = max(joined, runEnd(from: joined))
    }
    if end < chunkEnd, let after = contraction(start: start, end: end) { return after }
    if let after = ownSign(start: start, run: run, end: end) {
      let isPeriod = text.bytes[end] == Ascii.period
      append(start, after, looks(start, after).union(isPeriod ? .abbreviation : []))
      return after
    }
    emitJoined(start: start, run: run, end: end)
    return end
  }

  /// The end of the letters, digits and marks from `start` on.
  func runEnd(from start: Int) -> Int {
    var end = LetterRun(in: text, from: start, to: chunkEnd).end
    while end < chunkEnd {
      let byteClass = text.byteClass(end)
      if !byteClass.isDisjoint(with: .word) {
        if end > start, changesScript(at: end, .letter, since: start) { return end }
        end += 1
      } else if byteClass.contains(.high) {
        let (kind, length) = text.kind(at: end)
        if !kind.isWord || changesScript(at: end, kind, since: start) { return end }
        end += length
      } else {
        return end
      }
    }
    return end
  }

  /// Whether one of the scalars on both sides of `offset` is an ideograph and the other is not.
  private func changesScript(at offset: Int, _ kind: ScalarKind, since start: Int) -> Bool {
    guard offset > start, kind != .extender else { return false }
    if kind != .ideograph, text.bytes[offset - 1] < 0x80 { return false }
    let before = text.kind(at: text.scalarStart(before: offset)).kind
    return before != .extender && (before == .ideograph) != (kind == .ideograph)
  }

  /// Where the next run begins if the sign at `end` joins it to the word; `nil` if it does not.
  private func joinedRun(start: Int, run: Int, end: Int) -> Int? {
    switch text.bytes[end] {
    case Ascii.period: periodJoin(start: start, run: run, end: end)
    case Ascii.hyphen: hyphenJoin(start: start, run: run, end: end)
    case Ascii.slash: slashJoin(start: start, run: run, end: end)
    case Ascii.comma: groupJoin(run: run, end: end)
    case Ascii.colon: timeJoin(run: run, end: end)
    case Ascii.ampersand: ampersandJoin(run: run, end: end)
    case Ascii.apostrophe, 0xE2, 0xCA, 0xEF: apostropheJoin(run: run, end: end)
    case Ascii.asterisk, Ascii.dollar: maskJoin(run: run, end: end)
    default: nil
    }
  }

  /// `f*ck`, `A$AP`: a sign in place of a letter.
  private func maskJoin(run: Int, end: Int) -> Int? {
    var next = end
    while next < chunkEnd, next < end + 4, text.bytes[next] == text.bytes[end] { next += 1 }
    guard isLetters(run, end), next < chunkEnd, text.kind(at: next).kind != .digit else {
      return nil
    }
    return isWord(next) ? next : nil
  }

  /// `AT&T`, `R&D`: short parts in capitals, or single letters.
  private func ampersandJoin(run: Int, end: Int) -> Int? {
    let next = runEnd(from: end + 1)
    guard next > end + 1, isLetters(run, end), isLetters(end + 1, next) else { return nil }
    let isShort = end - run <= 4 && next - end <= 5
    let capitals = classes(run, end).union(classes(end + 1, next)) == .upper
    return (isShort && capitals) || next - run <= 4 ? end + 1 : nil
  }

  /// `O'Neil`, `Shi'ite`: an apostrophe between letters that starts no split contraction.
  private func apostropheJoin(run: Int, end: Int) -> Int? {
    let (kind, length) = text.kind(at: end)
    guard kind == .apostrophe else { return nil }
    let next = end + length
    guard isWord(next), text.kind(at: next).kind != .digit else { return nil }
    if isDigits(run, end) { return isPluralEnding(next) ? next : nil }
    return clitic(after: run, apostrophe: end, letters: next) == nil ? next : nil
  }

  /// The `s` of `1990's`.
  private func isPluralEnding(_ offset: Int) -> Bool {
    text[offset] | 0x20 == UInt8(ascii: "s") && !isWord(offset + 1)
  }

  /// The end of the word with the sign at `end` if that sign is the word's own: the period of an
  /// abbreviation, `Yahoo!`, `US$`, `C++`, `C#`.
  private func ownSign(start: Int, run: Int, end: Int) -> Int? {
    guard end < chunkEnd else { return nil }
    let isShortCapital = start == run && classes(start, end) == .upper && end - start <= 3
    switch text.bytes[end] {
    case Ascii.period:
      return ownsPeriod(start: start, run: run, end: end) ? end + 1 : nil
    case Ascii.exclamation:
      let isName = traits(start, end).contains(.exclaimed) && text[end + 1] != Ascii.exclamation
      return isName && !isLast(end + 1) ? end + 1 : nil
    case Ascii.dollar:
      return isShortCapital ? end + 1 : nil
    case Ascii.hash:
      return isShortCapital && end - start == 1 && !isWord(end + 1) ? end + 1 : nil
    case Ascii.plus:
      let isName = text[end + 1] == Ascii.plus && end - start == 1 && !isWord(end + 2)
      return isName && end + 2 <= chunkEnd && isShortCapital ? end + 2 : nil
    case Ascii.slash:
      return traits(start, end + 1).contains(.common) ? end + 1 : nil
    default:
      return nil
    }
  }

  /// The classes of all bytes of a part.
  func classes(_ start: Int, _ end: Int) -> ByteClass {
    var classes: ByteClass = []
    for offset in start..<end { classes.formUnion(text.byteClass(offset)) }
    return classes
  }

  /// Whether all scalars of a run are letters.
  func isLetters(_ start: Int, _ end: Int) -> Bool {
    end > start && classes(start, end).isSubset(of: [.lower, .upper, .high, .boundary])
  }

  func isDigits(_ start: Int, _ end: Int) -> Bool {
    end > start && classes(start, end) == .digit
  }

  func traits(_ start: Int, _ end: Int) -> WordTraits {
    lexicon.traits(text.bytes + start, length: end - start, readable: text.count - start)
  }
}
