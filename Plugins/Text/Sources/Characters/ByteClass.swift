/// What one byte of UTF-8 text can be, as a set, so that a word's bytes can be summed up by `|`.
struct ByteClass: OptionSet, Sendable {
  let rawValue: UInt16

  static let lower = ByteClass(rawValue: 1 << 0)
  static let upper = ByteClass(rawValue: 1 << 1)
  static let digit = ByteClass(rawValue: 1 << 2)
  /// ASCII white space, line breaks included.
  static let space = ByteClass(rawValue: 1 << 3)
  static let lineBreak = ByteClass(rawValue: 1 << 4)
  /// Any byte of a scalar above U+007F.
  static let high = ByteClass(rawValue: 1 << 5)
  /// Bytes at which the sentence splitter has to look closer.
  static let boundary = ByteClass(rawValue: 1 << 6)
  /// Bytes that make an address possible: `@`, `/`, and the colon before them.
  static let address = ByteClass(rawValue: 1 << 7)
  /// ASCII that is neither word, space nor control.
  static let mark = ByteClass(rawValue: 1 << 8)
  static let underscore = ByteClass(rawValue: 1 << 9)

  static let letter: ByteClass = [.lower, .upper]
  static let word: ByteClass = [.lower, .upper, .digit, .underscore]

  static func of(_ byte: UInt8) -> ByteClass {
    switch byte {
    case 0x61...0x7A: .lower
    case 0x41...0x5A: .upper
    case 0x30...0x39: .digit
    case 0x0A, 0x0D, 0x0B, 0x0C: [.space, .lineBreak, .boundary]
    case 0x09, 0x20: .space
    case 0x80...0xFF: leads.contains(byte) ? [.high, .boundary] : .high
    case 0x21...0x7E: ofMark(byte)
    default: .mark
    }
  }

  private static func ofMark(_ byte: UInt8) -> ByteClass {
    switch byte {
    case Ascii.period, Ascii.exclamation, Ascii.question: [.mark, .boundary]
    case Ascii.at, Ascii.slash: [.mark, .address]
    case Ascii.colon: [.mark, .address, .boundary]
    case Ascii.semicolon, Ascii.equals: [.mark, .boundary]
    case Ascii.underscore: [.mark, .underscore]
    default: .mark
    }
  }

  /// First bytes of the scalars above U+007F that can end a sentence or a line.
  private static let leads: Set<UInt8> = [
    0xC2, 0xD6, 0xD8, 0xDB, 0xDC, 0xDF, 0xE0, 0xE1, 0xE2, 0xE3, 0xEA, 0xEF, 0xF0,
  ]
}

/// ASCII bytes by name.
enum Ascii {
  static let exclamation = UInt8(ascii: "!")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let percent = UInt8(ascii: "%")
  static let ampersand = UInt8(ascii: "&")
  static let apostrophe = UInt8(ascii: "'")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let asterisk = UInt8(ascii: "*")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let hyphen = UInt8(ascii: "-")
  static let period = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let less = UInt8(ascii: "<")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let question = UInt8(ascii: "?")
  static let at = UInt8(ascii: "@")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let caret = UInt8(ascii: "^")
  static let underscore = UInt8(ascii: "_")
  static let backtick = UInt8(ascii: "`")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
}
