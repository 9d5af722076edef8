/// The rules that tell a sentence end from other periods, question and exclamation marks.
extension SentencePass {
  func endsSentence(_ run: TerminatorRun, before next: FollowingWord) -> Verdict {
    if continues(next) { return .sure(false) }
    if run.isEllipsis, !run.isStrong { return endsAfterEllipsis(run, before: next) }
    let word = PrecedingWord(text, before: run.start, from: start)
    if run.isStrong { return endsAfterMark(run, word, before: next) }
    return endsAfterPeriod(run, word, before: next)
  }

  /// Whether what comes next can only go on with the sentence: `, ; )`, a colon, or terminators,
  /// which get a look of their own.
  private func continues(_ next: FollowingWord) -> Bool {
    switch text[next.position] {
    case Ascii.comma, Ascii.semicolon, Ascii.colon: true
    case Ascii.period, Ascii.exclamation, Ascii.question: !text.isWord(at: next.position + 1)
    default: next.kind == .closeBracket || next.kind == .closeQuote
    }
  }

  private func endsAfterEllipsis(_ run: TerminatorRun, before next: FollowingWord) -> Verdict {
    if run.start == start { return .doubtful(false, .leadingDots) }
    let ends = next.isUpper && !(run.closers.contains(.bracket) && !next.isStarter)
    return .doubtful(ends, .dots)
  }

  private func endsAfterMark(
    _ run: TerminatorRun,
    _ word: PrecedingWord,
    before next: FollowingWord
  ) -> Verdict {
    let isNamePart =
      run.end == run.start + 1 && text[run.start] == Ascii.exclamation
      && word.traits(in: lexicon).contains(.exclaimed)
    if isNamePart { return .sure(next.isStarter) }
    if isName(word, markedBy: run, before: next) { return .doubtful(false, .mark) }
    if run.closers == [] { return next.isUpper ? .sure(true) : .doubtful(true, .mark) }
    if next.isLower { return .doubtful(false, .closedMark) }
    if run.closers.contains(.bracket), word.length == 0 {
      return .doubtful(next.isStarter, .closedMark)
    }
    if run.closers.contains(.quote), isAttributed(next) { return .sure(false) }
    return .doubtful(true, .closedMark)
  }

  /// Whether the mark belongs to a name: `those of Quill! rose`, `Quill! Corp.`.
  private func isName(
    _ word: PrecedingWord,
    markedBy run: TerminatorRun,
    before next: FollowingWord
  ) -> Bool {
    guard text[run.start] == Ascii.exclamation, run.end == run.start + 1 else { return false }
    guard word.beginsUpper, word.classes.contains(.lower) else { return false }
    return next.isLower || (next.isUpper && next.traits.contains(.company))
  }

  /// Whether a verb of saying follows within seven words of a name and its office.
  ///
  /// So it is in `"Why?" Ann Lee asked.` and `"Why?" club secretary Ann T. Lee asked.`
  private func isAttributed(_ next: FollowingWord) -> Bool {
    guard next.isUpper, !next.opensQuote, !next.isStarter else { return false }
    var word = next
    for _ in 0..<7 {
      var end = word.end
      if word.length == 1, word.isUpper, text[end] == Ascii.period { end += 1 }
      let following = text.skipBlanks(from: end)
      guard following > end, following < text.count else { return false }
      word = FollowingWord(text, lexicon: lexicon, at: following)
      if word.traits.contains(.saying) { return word.isLower }
      guard word.isUpper || word.isLower, !word.opensQuote else { return false }
    }
    return false
  }

  private func endsAfterPeriod(
    _ run: TerminatorRun,
    _ word: PrecedingWord,
    before next: FollowingWord
  ) -> Verdict {
    if run.closers.contains(.quote), next.isLower { return .sure(false) }
    if word.length == 0 { return .doubtful(run.start > start || next.isUpper, .bare) }
    if isListNumber(word) { return .sure(false) }
    if let verdict = endsAfterAbbreviation(word, before: next) {
      return run.closers == [] ? verdict : .doubtful(endsAfterOpen(next), .closed)
    }
    if next.isLower {
      let ends = word.length > 1 && !word.lacksVowel && !run.closers.contains(.bracket)
      return .doubtful(ends, .small)
    }
    return next.isUpper && word.length > 2 ? .sure(true) : .doubtful(true, .odd)
  }

  /// Whether the word is a number or a letter that counts items: at the start of its sentence, or
  /// a number behind a colon.
  private func isListNumber(_ word: PrecedingWord) -> Bool {
    guard word.length <= 4 else { return false }
    let isFirst = word.start <= start + 1
    if word.isDigits, word.length <= 3 {
      let end = text.trimSpace(before: word.start, downTo: start)
      return isFirst || (end > start && text.bytes[end - 1] == Ascii.colon)
    }
    guard isFirst else { return false }
    return word.isSingleCapital || isRoman(from: word.start, to: word.end)
  }

  private func isRoman(from start: Int, to end: Int) -> Bool {
    end > start
      && (start..<end).allSatisfy { index in
        switch text.bytes[index] | 0x20 {
        case UInt8(ascii: "i"), UInt8(ascii: "v"), UInt8(ascii: "x"), UInt8(ascii: "l"),
          UInt8(ascii: "c"):
          true
        default: false
        }
      }
  }

  /// The answer for a word that may be an abbreviation; `nil` for an ordinary word.
  private func endsAfterAbbreviation(
    _ word: PrecedingWord,
    before next: FollowingWord
  ) -> Verdict? {
    let traits = word.traits(in: lexicon)
    if traits.contains(.clock) { return .sure(endsAfterClock(next)) }
    let countsUp =
      traits.contains(.beforeNumber)
      || (traits.contains(.properBeforeNumber) && word.beginsUpper)
    if countsUp, isNumber(next) { return .sure(false) }
    let opens = endsAfterOpen(next)
    if traits.contains(.place), followsName(word) { return .doubtful(opens, .place) }
    if traits.contains(.title), word.beginsUpper || word.lacksVowel { return .sure(false) }
    if traits.contains(.linking) { return .sure(false) }
    if isPronounI(word), !followsName(word) { return .doubtful(next.isUpper, .pronoun) }
    if word.isSingleCapital || word.isInitialism { return .doubtful(opens, .initial) }
    if traits.contains(.closing) { return .doubtful(next.isUpper, .closing) }
    if !traits.isDisjoint(with: [.company, .place, .common]) { return .doubtful(opens, .company) }
    if traits.contains(.proper), word.beginsUpper { return .doubtful(opens, .proper) }
    if traits.contains(.unit), followsNumber(word) { return .doubtful(opens, .unit) }
    return nil
  }

  /// After a word whose period is its own: only a word that begins sentences, or a quotation,
  /// shows that another one begins.
  private func endsAfterOpen(_ next: FollowingWord) -> Bool {
    next.isStarter || (next.isUpper && next.opensQuote)
  }

  private func endsAfterClock(_ next: FollowingWord) -> Bool {
    next.isUpper && !next.opensBracket && !next.traits.contains(.afterClock)
  }

  private func isNumber(_ next: FollowingWord) -> Bool {
    next.kind == .digit
      || (next.isCapitals && next.length <= 6 && !next.isStarter
        && isRoman(from: next.start, to: next.end))
  }

  private func isPronounI(_ word: PrecedingWord) -> Bool {
    word.length == 1 && text.bytes[word.start] == UInt8(ascii: "I")
  }

  /// Whether a capitalised word or a number stands before the word: `Main St.`, not `in St. Ives`.
  private func followsName(_ word: PrecedingWord) -> Bool {
    let end = text.trimSpace(before: word.start, downTo: start)
    guard end > start, end < word.start else { return false }
    let before = PrecedingWord(text, before: end, from: start)
    return before.beginsUpper || before.classes.contains(.digit)
  }

  private func followsNumber(_ word: PrecedingWord) -> Bool {
    let end = text.trimSpace(before: word.start, downTo: start)
    return end > start && end < word.start
      && text.kind(at: text.scalarStart(before: end)).kind == .digit
  }
}
