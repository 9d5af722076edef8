/// What a character is to the rule of whole words.
///
/// The rule is that of Unicode Standard Annex #29, Word Boundaries, in short: letters, digits and marks
/// that follow each other are one word; an apostrophe or a period between letters, and a period, comma
/// or semicolon between digits, stand inside a word; each ideograph and each letter of Thai, Lao,
/// Khmer and Burmese, which are written without blanks, stands for itself.
enum CharacterKind {
  static let sign: UInt8 = 0
  static let space: UInt8 = 1
  static let letter: UInt8 = 2
  static let digit: UInt8 = 3
  static let mark: UInt8 = 4
  /// A letter that is a word of its own.
  static let single: UInt8 = 5

  /// Scalars below this one are looked up, others follow a rule.
  static let tableEnd: UInt32 = 0x2_0000

  /// The kinds of all scalars below `tableEnd`.
  // Never written nor freed, so any thread may read it.
  nonisolated(unsafe) static let table: UnsafePointer<UInt8> = (0..<tableEnd).map {
    Unicode.Scalar($0).map(kind) ?? sign
  }.immortal

  /// The kind of a scalar from `tableEnd` on: ideographs, then tags and variation selectors.
  static func kind(beyondTable scalar: UInt32) -> UInt8 {
    scalar < 0x4_0000 ? single : scalar >= 0xE_0000 && scalar < 0xF_0000 ? mark : sign
  }

  private static func kind(_ scalar: Unicode.Scalar) -> UInt8 {
    let properties = scalar.properties
    if properties.isWhitespace { return space }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .letterNumber:
      return isSingle(scalar) ? single : letter
    case .connectorPunctuation: return letter
    case .decimalNumber, .otherNumber: return digit
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return mark
    default: return sign
    }
  }

  private static func isSingle(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x309F: true
    default: scalar.properties.isIdeographic
    }
  }
}
