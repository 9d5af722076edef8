internal import CPCRE2

/// How a pattern is read and compared; each can also be switched inside a pattern, as `(?i)`.
public struct RegexOptions: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Upper and lower case are the same, by Unicode case folding.
  public static let caseless = RegexOptions(rawValue: 1 << 0)
  /// `^` and `$` match at every line, not only at the ends of the text.
  public static let multiline = RegexOptions(rawValue: 1 << 1)
  /// `.` matches line ends as well.
  public static let dotAll = RegexOptions(rawValue: 1 << 2)
  /// White space in the pattern is ignored and `#` begins a comment.
  public static let extended = RegexOptions(rawValue: 1 << 3)
  /// The pattern is a plain string; of the other options only `caseless` has an effect.
  public static let literal = RegexOptions(rawValue: 1 << 4)
  /// Quantifiers take as little as possible unless followed by `?`.
  public static let ungreedy = RegexOptions(rawValue: 1 << 5)
  /// `\w`, `\d`, `\s`, `\b` and POSIX classes follow Unicode instead of ASCII; slower.
  public static let unicodeProperties = RegexOptions(rawValue: 1 << 6)

  /// The same as PCRE2 compile options, with those every pattern of this module gets.
  var compileBits: UInt32 {
    let always = PCRE2_UTF
    let caseless = contains(.caseless) ? PCRE2_CASELESS : 0
    if contains(.literal) {
      return always | caseless | PCRE2_LITERAL
    }
    return Self.bits.reduce(always | caseless | PCRE2_NEVER_BACKSLASH_C) { sum, pair in
      contains(pair.option) ? sum | pair.bit : sum
    }
  }

  private static let bits: [(option: RegexOptions, bit: UInt32)] = [
    (.multiline, PCRE2_MULTILINE),
    (.dotAll, PCRE2_DOTALL),
    (.extended, PCRE2_EXTENDED),
    (.ungreedy, PCRE2_UNGREEDY),
    (.unicodeProperties, PCRE2_UCP),
  ]
}
