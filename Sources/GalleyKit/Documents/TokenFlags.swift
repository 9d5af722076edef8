/// What a token looks like, as bits.
///
/// `Token.flags` carries the numbers; rules name them as in `names`. They are inlined, for a tokenizer
/// asks for several of them at every token.
public struct TokenFlags: OptionSet, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// 1: begins with a capital letter.
  @inlinable public static var capitalised: TokenFlags { TokenFlags(rawValue: 1 << 0) }
  /// 2: two letters or more, all of them capitals.
  @inlinable public static var allCapitals: TokenFlags { TokenFlags(rawValue: 1 << 1) }
  /// 4: has a letter.
  @inlinable public static var letters: TokenFlags { TokenFlags(rawValue: 1 << 2) }
  /// 8: has a digit.
  @inlinable public static var digits: TokenFlags { TokenFlags(rawValue: 1 << 3) }
  /// 16: has digits and nothing but digits and the signs inside of numbers.
  @inlinable public static var number: TokenFlags { TokenFlags(rawValue: 1 << 4) }
  /// 32: punctuation only.
  @inlinable public static var punctuation: TokenFlags { TokenFlags(rawValue: 1 << 5) }
  /// 64: symbols only: currency, mathematics, emoji.
  @inlinable public static var symbol: TokenFlags { TokenFlags(rawValue: 1 << 6) }
  /// 128: an opening bracket or quote.
  @inlinable public static var opening: TokenFlags { TokenFlags(rawValue: 1 << 7) }
  /// 256: a closing bracket or quote.
  @inlinable public static var closing: TokenFlags { TokenFlags(rawValue: 1 << 8) }
  /// 512: a quotation mark.
  @inlinable public static var quote: TokenFlags { TokenFlags(rawValue: 1 << 9) }
  /// 1024: between double quotation marks of the same paragraph.
  @inlinable public static var quoted: TokenFlags { TokenFlags(rawValue: 1 << 10) }
  /// 2048: the first token of its sentence.
  @inlinable public static var sentenceStart: TokenFlags { TokenFlags(rawValue: 1 << 11) }
  /// 4096: white space or the end of the text follows.
  @inlinable public static var spaceAfter: TokenFlags { TokenFlags(rawValue: 1 << 12) }
  /// 8192: ends with a period that is its own.
  @inlinable public static var abbreviation: TokenFlags { TokenFlags(rawValue: 1 << 13) }
  /// 16384: an Internet address, an e-mail address, a `@name`.
  @inlinable public static var address: TokenFlags { TokenFlags(rawValue: 1 << 14) }
  /// 32768: a `#tag`.
  @inlinable public static var hashtag: TokenFlags { TokenFlags(rawValue: 1 << 15) }
  /// 65536: an emoji or an emoticon.
  @inlinable public static var emoji: TokenFlags { TokenFlags(rawValue: 1 << 16) }
  /// 131072: has a scalar above U+007F.
  @inlinable public static var beyondASCII: TokenFlags { TokenFlags(rawValue: 1 << 17) }
  /// 262144: has a capital after its first letter, and a small letter.
  @inlinable public static var mixedCase: TokenFlags { TokenFlags(rawValue: 1 << 18) }
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
