/// What the form of a single line tells: a row of a table, an item of a list.
struct LineLook {
  private(set) var signs: Paragraph.Signs = []
  private(set) var mark = Paragraph.Mark.none

  /// Longer lines are no rows, in UTF-8 bytes.
  private static let longestRow = 400
  private static let longestPair = 80
  /// Of a row parted by white space, on average.
  private static let longestCell = 40

  /// The line from `start` to `end`, white space at its ends not included.
  init(_ text: ByteText, from start: Int, to end: Int) {
    if LineLayout.isListMark(text, at: start) {
      mark = text.byteClass(start).contains(.digit) ? .number : .bullet
    }
    if Self.isLettered(text, at: start) { mark = .number }
    if text.bytes[start] == Ascii.greater {
      mark = .none
      signs.insert(.cited)
    }
    guard end - start <= Self.longestRow else { return }
    var bars = 0
    var tabs = 0
    var gaps = 0
    var colon: Int?
    var isRule = end - start >= 3
    var offset = start
    while offset < end {
      let byte = text.bytes[offset]
      isRule = isRule && Self.isRuleSign(text, at: offset)
      if byte == UInt8(ascii: "|") { bars += 1 }
      if byte == Ascii.colon, colon == nil, text[offset + 1] == Ascii.space { colon = offset }
      if byte == 0x09 { tabs += 1 }
      if byte == Ascii.space, text[offset + 1] == Ascii.space {
        if !text.byteClass(offset - 1).contains(.boundary) { gaps += 1 }
        offset = text.skipBlanks(from: offset)
      } else {
        offset += 1
      }
    }
    if isRule { signs.insert(.rule) }
    // Double spaces inside of prose part no cells.
    if (gaps + 1) * Self.longestCell < end - start { gaps = 0 }
    let hasDigitAtEnd = text.byteClass(end - 1).contains(.digit) || text[end - 1] == Ascii.percent
    if bars >= 2 || tabs >= 1 || gaps >= 2 || (gaps == 1 && hasDigitAtEnd) { signs.insert(.row) }
    if end - start <= Self.longestPair, Self.isScore(text, from: start, to: end) {
      signs.insert(.row)
    }
    if let colon, end - start <= Self.longestPair, Self.beginsNumber(text, at: colon + 2, end) {
      signs.insert(.pair)
    }
  }

  /// An item such as `a) the mill`.
  private static func isLettered(_ text: ByteText, at offset: Int) -> Bool {
    text.byteClass(offset).contains(.lower) && text[offset + 1] == Ascii.closeParenthesis
      && text[offset + 2] == Ascii.space
  }

  /// Two names with a number behind each, parted by a comma: `Oslo 3, Bergen 2 (OT)`.
  private static func isScore(_ text: ByteText, from start: Int, to end: Int) -> Bool {
    var scan = WordScan(text, from: start, to: end)
    var numbers = 0
    var names = 0
    var hasComma = false
    while let word = scan.next() {
      if word.isDigits {
        guard names > numbers else { return false }
        numbers += 1
        hasComma = hasComma || text[word.end] == Ascii.comma
      } else if word.first == .upper {
        names = numbers + 1
      } else {
        return false
      }
    }
    return numbers == 2 && hasComma && text[end - 1] != Ascii.period
  }

  private static func isRuleSign(_ text: ByteText, at offset: Int) -> Bool {
    switch text.bytes[offset] {
    case Ascii.hyphen, Ascii.plus, Ascii.equals, Ascii.underscore, Ascii.asterisk, Ascii.space,
      UInt8(ascii: "|"), Ascii.colon, UInt8(ascii: "~"), Ascii.hash, Ascii.period:
      true
    // Lines and boxes: U+2500 to U+257F.
    case 0xE2, 0x80...0xBF: true
    default: false
    }
  }

  /// Whether a number is all that stands from `offset` on, with a sign of currency or a unit.
  private static func beginsNumber(_ text: ByteText, at offset: Int, _ end: Int) -> Bool {
    var scan = WordScan(text, from: offset, to: end)
    guard let word = scan.next(), word.hasDigit, word.start - offset <= 4 else { return false }
    var words = 1
    while scan.next() != nil { words += 1 }
    return words <= 5 && text[end - 1] != Ascii.period
  }
}
