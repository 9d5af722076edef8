/// What a token looks like, as bits.
///
/// `Token.flags` carries the numbers; rules name them as in `names`.
public struct TokenFlags: OptionSet, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// 1: begins with a capital letter.
  public static let capitalised = TokenFlags(rawValue: 1 << 0)
  /// 2: two letters or more, all of them capitals.
  public static let allCapitals = TokenFlags(rawValue: 1 << 1)
  /// 4: has a letter.
  public static let letters = TokenFlags(rawValue: 1 << 2)
  /// 8: has a digit.
  public static let digits = TokenFlags(rawValue: 1 << 3)
  /// 16: has digits and nothing but digits and the signs inside of numbers.
  public static let number = TokenFlags(rawValue: 1 << 4)
  /// 32: punctuation only.
  public static let punctuation = TokenFlags(rawValue: 1 << 5)
  /// 64: symbols only: currency, mathematics, emoji.
  public static let symbol = TokenFlags(rawValue: 1 << 6)
  /// 128: an opening bracket or quote.
  public static let opening = TokenFlags(rawValue: 1 << 7)
  /// 256: a closing bracket or quote.
  public static let closing = TokenFlags(rawValue: 1 << 8)
  /// 512: a quotation mark.
  public static let quote = TokenFlags(rawValue: 1 << 9)
  /// 1024: between double quotation marks of the same paragraph.
  public static let quoted = TokenFlags(rawValue: 1 << 10)
  /// 2048: the first token of its sentence.
  public static let sentenceStart = TokenFlags(rawValue: 1 << 11)
  /// 4096: white space or the end of the text follows.
  public static let spaceAfter = TokenFlags(rawValue: 1 << 12)
  /// 8192: ends with a period that is its own.
  public static let abbreviation = TokenFlags(rawValue: 1 << 13)
  /// 16384: an Internet address, an e-mail address, a `@name`.
  public static let address = TokenFlags(rawValue: 1 << 14)
  /// 32768: a `#tag`.
  public static let hashtag = TokenFlags(rawValue: 1 << 15)
  /// 65536: an emoji or an emoticon.
  public static let emoji = TokenFlags(rawValue: 1 << 16)
  /// 131072: has a scalar above U+007F.
  public static let beyondASCII = TokenFlags(rawValue: 1 << 17)
  /// 262144: has a capital after its first letter, and a small letter.
  public static let mixedCase = TokenFlags(rawValue: 1 << 18)
}

extension TokenFlags {
  /// What patterns call them, in the order of their bits.
  public static let names: [(name: String, flag: TokenFlags)] = [
    ("capitalised", .capitalised), ("all_capitals", .allCapitals), ("letters", .letters),
    ("digits", .digits), ("number", .number), ("punctuation", .punctuation), ("symbol", .symbol),
    ("opening", .opening), ("closing", .closing), ("quote", .quote), ("quoted", .quoted),
    ("sentence_start", .sentenceStart), ("space_after", .spaceAfter),
    ("abbreviation", .abbreviation), ("address", .address), ("hashtag", .hashtag),
    ("emoji", .emoji), ("beyond_ascii", .beyondASCII), ("mixed_case", .mixedCase),
  ]

  /// The flag that patterns call `name`.
  public static func named(_ name: String) -> TokenFlags? {
    names.first { $0.name == name }?.flag
  }
}
