import GalleyKit

/// What the judge is asked: doubtful marks, and ends without a mark.
extension SentencePass {
  /// The longest stretch in which ends without a mark are looked for, in bytes; prose has none
  /// longer.
  private static var longest: Int { 64 * 1024 }
  /// How far a word is read beside a mark, in bytes.
  private static var reach: Int { 64 }

  /// Whether a sentence ends at `end`, before the ink at `next`.
  mutating func decides(_ verdict: Verdict, end: Int, next: Int) -> Bool {
    guard Judge.isPresent, let doubt = verdict.doubt else { return verdict.ends }
    var first = end
    while first > max(start, end - Self.reach), !text.byteClass(first - 1).contains(.space) {
      first -= 1
    }
    while first < end, text.bytes[first] & 0xC0 == 0x80 { first += 1 }
    let after = word(at: next, before: min(next + Self.reach, text.count))
    let limit = min(after.end + Self.reach, text.count)
    let point = SentencePoint(
      doubt: doubt,
      rule: verdict.ends,
      beforeLast: InkWord(at: first),
      before: word(at: first, before: end),
      after: after,
      afterNext: word(behind: after, before: limit),
      words: min(Self.reach, first - start) / 6,
      rest: 0,
      space: space(end..<next),
      habit: habit(from: start)
    )
    return judge.ends(point)
  }

  /// Appends the sentences of a stretch that the rules see as one.
  mutating func append(_ stretch: Range<Int>, to sentences: inout [TextSpan]) {
    guard Judge.isPresent, stretch.count <= Self.longest else {
      return sentences.append(TextSpan(stretch))
    }
    let isOpen = !endsWithMark(stretch)
    var first = stretch.lowerBound
    if isOpen || isSuspect(stretch) {
      divide(stretch, isOpen ? .openGap : .gap) { end, next in
        sentences.append(TextSpan(first..<end))
        first = next
      }
    }
    sentences.append(TextSpan(first..<stretch.upperBound))
    unmarked <<= 1
  }

  /// Whether sentences without a mark may hide in a stretch that ends with one.
  ///
  /// So it is where there were some just before, where it begins like none, and where a colon
  /// introduces something.
  private func isSuspect(_ stretch: Range<Int>) -> Bool {
    if hasColon || unmarked & 0b11_1111 != 0 { return true }
    return switch text.kind(at: stretch.lowerBound).kind {
    case .upper, .openQuote, .straightQuote, .apostrophe, .openBracket: false
    default: true
    }
  }

  /// Asks the judge at each white space of a stretch that is behind no mark.
  private mutating func divide(
    _ stretch: Range<Int>,
    _ doubt: Verdict.Doubt,
    _ found: (_ end: Int, _ next: Int) -> Void
  ) {
    let limit = stretch.upperBound
    var first = stretch.lowerBound
    var words = 1
    var beforeLast = InkWord(at: first)
    var before = word(at: first, before: limit)
    var after = word(behind: before, before: limit)
    while after.end > after.start {
      let afterNext = word(behind: after, before: limit)
      let point = SentencePoint(
        doubt: doubt,
        rule: false,
        beforeLast: beforeLast,
        before: before,
        after: after,
        afterNext: afterNext,
        words: words,
        rest: limit - before.end,
        space: space(before.end..<after.start),
        habit: habit(from: first)
      )
      if isOpenWord(before), judge.ends(point) {
        found(before.end, after.start)
        first = after.start
        words = 0
        unmarked = unmarked << 1 | 1
      }
      words += 1
      (beforeLast, before, after) = (before, after, afterNext)
    }
  }

  /// Whether a sentence may end behind the word without a mark: it has none, on which the rules had
  /// their say, and is no word such as `the`.
  private func isOpenWord(_ word: InkWord) -> Bool {
    if word.tail == 0 { return !word.traits.contains(.joining) }
    return !endsWithMark(word.start..<word.end)
  }

  private func endsWithMark(_ stretch: Range<Int>) -> Bool {
    var end = stretch.upperBound
    while end > stretch.lowerBound {
      let sign = text.scalarStart(before: end)
      switch text.kind(at: sign).kind {
      case .terminator, .ellipsis: return true
      case .closeQuote, .closeBracket, .straightQuote, .apostrophe: end = sign
      default: return false
      }
    }
    return false
  }

  private func word(at offset: Int, before limit: Int) -> InkWord {
    InkWord(text, lexicon: lexicon, at: offset, before: limit)
  }

  private func word(behind word: InkWord, before limit: Int) -> InkWord {
    let next = text.skipSpace(from: word.end, to: limit)
    return next < limit ? self.word(at: next, before: limit) : InkWord(at: next)
  }

  private func space(_ range: Range<Int>) -> SentencePoint.Space {
    if range.isEmpty { return .none }
    if range.contains(where: { text.byteClass($0).contains(.lineBreak) }) { return .lineBreak }
    return range.count == 1 ? .blank : .more
  }

  /// How often the last six sentences ended without a mark, up to 2; and whether this one begins
  /// small.
  private func habit(from start: Int) -> UInt64 {
    let isSmall = text.kind(at: start, before: text.count) == .lower
    return UInt64(min(2, (unmarked & 0b11_1111).nonzeroBitCount)) << 1 | (isSmall ? 1 : 0)
  }
}
