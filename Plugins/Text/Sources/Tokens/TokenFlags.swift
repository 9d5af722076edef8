/// What a token looks like, as bits.
///
/// The numbers are public: `Token.flags` carries them.
struct TokenFlags: OptionSet, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// 1: begins with a capital letter.
  static let capitalised = TokenFlags(rawValue: 1 << 0)
  /// 2: two letters or more, all of them capitals.
  static let allCapitals = TokenFlags(rawValue: 1 << 1)
  /// 4: has a letter.
  static let letters = TokenFlags(rawValue: 1 << 2)
  /// 8: has a digit.
  static let digits = TokenFlags(rawValue: 1 << 3)
  /// 16: has digits and nothing but digits and the signs inside of numbers.
  static let number = TokenFlags(rawValue: 1 << 4)
  /// 32: punctuation only.
  static let punctuation = TokenFlags(rawValue: 1 << 5)
  /// 64: symbols only: currency, mathematics, emoji.
  static let symbol = TokenFlags(rawValue: 1 << 6)
  /// 128: an opening bracket or quote.
  static let opening = TokenFlags(rawValue: 1 << 7)
  /// 256: a closing bracket or quote.
  static let closing = TokenFlags(rawValue: 1 << 8)
  /// 512: a quotation mark.
  static let quote = TokenFlags(rawValue: 1 << 9)
  /// 1024: between double quotation marks of the same paragraph.
  static let quoted = TokenFlags(rawValue: 1 << 10)
  /// 2048: the first token of its sentence.
  static let sentenceStart = TokenFlags(rawValue: 1 << 11)
  /// 4096: white space or the end of the text follows.
  static let spaceAfter = TokenFlags(rawValue: 1 << 12)
  /// 8192: ends with a period that is its own.
  static let abbreviation = TokenFlags(rawValue: 1 << 13)
  /// 16384: an Internet address, an e-mail address, a `@name`.
  static let address = TokenFlags(rawValue: 1 << 14)
  /// 32768: a `#tag`.
  static let hashtag = TokenFlags(rawValue: 1 << 15)
  /// 65536: an emoji or an emoticon.
  static let emoji = TokenFlags(rawValue: 1 << 16)
  /// 131072: has a scalar above U+007F.
  static let beyondASCII = TokenFlags(rawValue: 1 << 17)
  /// 262144: has a capital after its first letter, and a small letter.
  static let mixedCase = TokenFlags(rawValue: 1 << 18)
}
