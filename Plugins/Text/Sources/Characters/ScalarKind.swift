/// What a Unicode scalar is to the splitter and the tokenizer.
enum ScalarKind: UInt8 {
  case upper, lower
  /// A letter without case, or a letter-like number or connector.
  case letter
  /// Written without spaces between words: Han, Hiragana, Katakana.
  case ideograph
  case digit
  /// Continues whatever stands before it: combining marks, variation selectors, joiners, controls
  /// of direction.
  case extender
  /// White space, and the two invisible separators U+200B and U+FEFF.
  case space
  case lineBreak
  case openBracket, closeBracket
  case openQuote, closeQuote
  /// `'` in its straight and its curly form, which is also a closing quote.
  case apostrophe
  /// A straight double quote.
  case straightQuote
  case terminator, ellipsis
  case dash
  case punctuation
  case symbol
  case emoji
  /// One half of a flag.
  case regional

  var isWord: Bool {
    switch self {
    case .upper, .lower, .letter, .ideograph, .digit, .extender: true
    default: false
    }
  }

  static func of(_ scalar: Unicode.Scalar) -> ScalarKind {
    if let fixed = fixed(scalar.value) { return fixed }
    let properties = scalar.properties
    if properties.isWhitespace { return .space }
    return switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: .upper
    case .lowercaseLetter: .lower
    case .otherLetter, .modifierLetter, .connectorPunctuation, .privateUse: .letter
    case .decimalNumber, .letterNumber, .otherNumber: .digit
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: .extender
    case .openPunctuation: .openBracket
    case .closePunctuation: .closeBracket
    case .initialPunctuation: .openQuote
    case .finalPunctuation: .closeQuote
    case .dashPunctuation: .dash
    case .otherPunctuation: .punctuation
    default: properties.isEmoji ? .emoji : .symbol
    }
  }

  /// The kinds that the general category does not tell.
  private static func fixed(_ value: UInt32) -> ScalarKind? {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: .lineBreak
    case 0x200B, 0xFEFF: .space
    case 0x22, 0xFF02: .straightQuote
    case 0x27, 0x2019, 0x02BC, 0xFF07: .apostrophe
    case 0x201A, 0x201E, 0x2018, 0x300C, 0x300E: .openQuote
    case 0x300D, 0x300F: .closeQuote
    case 0x21, 0x2E, 0x3F, 0x0589, 0x061F, 0x06D4, 0x0700...0x0702, 0x07F9: .terminator
    case 0x0964, 0x0965, 0x104A, 0x104B, 0x1362, 0x1367, 0x1803, 0x1809: .terminator
    case 0x203C, 0x203D, 0x2047...0x2049, 0x2E2E, 0x3002, 0xA4FF, 0xA876, 0xA877: .terminator
    case 0xFE52, 0xFE56, 0xFE57, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61: .terminator
    case 0x11047, 0x11048, 0x110BE...0x110C1, 0x11141, 0x11142: .terminator
    case 0x2026, 0x22EF: .ellipsis
    case 0x1F1E6...0x1F1FF: .regional
    case 0x1F3FB...0x1F3FF: .extender
    case 0x1F000...0x1FAFF: .emoji
    // The underscore, and the Hebrew and Catalan signs inside of words.
    case 0x5F, 0x05F3, 0x05F4, 0x00B7: .letter
    case 0x3005, 0x3007, 0x3041...0x3096, 0x309D...0x30FA, 0x30FC...0x30FF: .ideograph
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: .ideograph
    default: nil
    }
  }
}
