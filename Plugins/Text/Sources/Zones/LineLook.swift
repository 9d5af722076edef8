/// What the form of a single line tells: a row of a table, an item of a list.
struct LineLook {
  private(set) var signs: Paragraph.Signs = []
  private(set) var mark = Paragraph.Mark.none

  /// Longer lines are no rows, in UTF-8 bytes.
  private static let longestRow = 400
  private static let longestPair = 80

  /// The line from `start` to `end`, white space at its ends not included.
  init(_ text: ByteText, from start: Int, to end: Int) {
    if LineLayout.isListMark(text, at: start) {
      mark = text.byteClass(start).contains(.digit) ? .number : .bullet
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
    let hasDigitAtEnd = text.byteClass(end - 1).contains(.digit) || text[end - 1] == Ascii.percent
    if bars >= 2 || tabs >= 1 || gaps >= 2 || (gaps == 1 && hasDigitAtEnd) { signs.insert(.row) }
    if let colon, end - start <= Self.longestPair, Self.beginsNumber(text, at: colon + 2, end) {
      signs.insert(.pair)
    }
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
