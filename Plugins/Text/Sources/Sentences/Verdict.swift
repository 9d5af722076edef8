/// What the rules say about a place where a sentence may end.
struct Verdict {
  /// Why the rules are not sure.
  enum Doubt: UInt64 {
    /// The word before is an abbreviation that may end a sentence, an initial, or `I`.
    case place, pronoun, initial, closing, company, proper, unit
    /// `…` or `...`, at the beginning of a sentence or behind words.
    case leadingDots, dots
    /// `?` or `!` before something else than a capital, or with quotes or brackets closing behind it.
    case mark, closedMark
    /// A period before a small letter; behind a space; behind a word of one or two letters or before
    /// neither a capital nor a small letter; after an abbreviation in quotes or brackets.
    case small, bare, odd, closed
    /// No mark at all, in a stretch that ends with one, or without.
    case gap, openGap
  }

  let ends: Bool
  let doubt: Doubt?

  static func sure(_ ends: Bool) -> Verdict { Verdict(ends: ends, doubt: nil) }

  static func doubtful(_ ends: Bool, _ doubt: Doubt) -> Verdict {
    Verdict(ends: ends, doubt: doubt)
  }
}
