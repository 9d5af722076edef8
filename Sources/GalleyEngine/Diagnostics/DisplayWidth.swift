/// How many columns of a terminal a character takes.
enum DisplayWidth {
  /// Columns of a text without control characters.
  static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// Columns of what a reader takes for one character, as terminals that join emoji show it.
  ///
  /// A flag and a sequence of emoji joined by ZWJ take two; of others, such as syllables of Indic
  /// scripts, each letter takes its own.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count == 1 { return of(first) }
    if first.properties.isEmoji, scalars.contains(where: { $0 == "\u{200D}" || $0 == "\u{FE0F}" }) {
      return 2
    }
    if regionalIndicators.contains(first.value) { return 2 }
    return scalars.reduce(0) { $0 + ($1.properties.isEmojiModifier ? 0 : of($1)) }
  }

  /// Columns from a column to the next tab stop.
  static func ofTab(at column: Int) -> Int { tabStop - column % tabStop }

  private static let tabStop = 4
  private static let regionalIndicators: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF
  /// Vowels and final consonants of Korean, which stand in the cell of the first consonant.
  private static let joiningJamo: [ClosedRange<UInt32>] = [0x1160...0x11FF, 0xD7B0...0xD7FB]

  /// 0 for marks that stand on the character before, 2 for East Asian wide ones and emoji, else 1.
  ///
  /// The ranges are those of Unicode's EastAsianWidth.txt (W and F), joined where only unassigned
  /// code points lie between.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if joiningJamo.contains(where: { $0.contains(scalar.value) }) { return 0 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x2E80...0x303E,
    0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]
}
