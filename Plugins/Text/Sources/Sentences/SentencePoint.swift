import GalleyLearning

/// A place where a sentence may end, as the model sees it: features of the words around it.
struct SentencePoint {
  /// What parts the words.
  enum Space: UInt64 {
    case none, blank, more, lineBreak
  }

  let doubt: Verdict.Doubt
  /// What the rules say.
  let rule: Bool
  let beforeLast: InkWord
  let before: InkWord
  let after: InkWord
  let afterNext: InkWord
  /// Words of the sentence up to the point.
  let words: Int
  /// Bytes from the point to the end of what the rules see as one sentence.
  let rest: Int
  let space: Space
  /// What was seen of the sentences before.
  let habit: UInt64

  /// Appends the features: each is a question, in lines below, asked for each doubt and answer of
  /// the rules on its own.
  func append(to features: inout [UInt64]) {
    let reason = doubt.rawValue << 1 | (rule ? 1 : 0)
    @inline(__always)
    func ask(_ question: UInt64, _ answer: UInt64) {
      features.append(FeatureHash.of(reason << 8 | question, answer))
    }
    let looks = before.look.rawValue << 8 | after.look.rawValue
    let signs = before.tail << 8 | after.lead
    // The word before and its last sign; the word behind and how it is written; each of these
    // words with how the other is written, and both.
    ask(1, before.hash ^ before.tail)
    ask(2, after.hash ^ after.look.rawValue)
    ask(3, before.hash ^ after.look.rawValue)
    ask(4, before.hash &* 3 ^ after.hash)
    // What the word lists say about the two.
    ask(5, before.known << 25 ^ after.known)
    // How three words are written, and the signs between the two.
    ask(6, looks << 24 | beforeLast.look.rawValue << 16 | signs)
    // The words one further.
    ask(7, beforeLast.hash)
    ask(8, afterNext.hash ^ after.look.rawValue)
    // What parts the two; how long the sentence would be, and what would be left.
    ask(9, space.rawValue << 16 | looks)
    ask(10, Self.size(rest / 6) << 8 | after.look.rawValue)
    // What the sentences before were like.
    ask(11, habit << 16 | signs)
    ask(12, habit << 8 | Self.size(words))
  }

  /// A number in steps that grow.
  ///
  /// They begin at 0, 1, 2, 3, 4, 6, 8, 12, 16.
  private static func size(_ count: Int) -> UInt64 {
    if count < 4 { return UInt64(count) }
    let bits = Int.bitWidth - count.leadingZeroBitCount
    return UInt64(bits * 2 + (count >> (bits - 2) & 1))
  }
}

extension InkWord {
  /// What the word lists say about the word, as far as it matters where sentences end.
  fileprivate var known: UInt64 {
    traits.intersection([
      .title, .linking, .company, .place, .common, .proper, .beforeNumber, .properBeforeNumber,
      .unit, .closing, .clock, .afterClock, .starter, .exclaimed, .saying, .joining,
    ]).rawValue
  }
}
