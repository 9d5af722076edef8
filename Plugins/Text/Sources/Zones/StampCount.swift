/// Counts what the words of a line are, to find lines that are nothing but a date or a time.
struct StampCount {
  private var numbers = 0
  private var names = 0
  private var days = 0
  private var others = 0
  /// Numbers with nothing but a colon, a slash, a period or a hyphen between them.
  private var joined = 0
  private var lastNumberEnd = -2

  mutating func count(_ word: ScannedWord, _ traits: CueTraits, _ text: ByteText) {
    if word.hasDigit {
      numbers += 1
      if word.start == lastNumberEnd + 1, Self.joins(text.bytes[lastNumberEnd]) { joined += 1 }
      lastNumberEnd = word.end
      // 3rd, 10pm, 2024-10-03T10
      if word.hasLower || word.hasUpper, word.length > 6 { others += 1 }
    } else if !traits.isDisjoint(with: .time) {
      names += 1
      if !traits.isDisjoint(with: .day) { days += 1 }
    } else if !traits.contains(.joint) || word.first == .upper {
      others += 1
    }
  }

  var isStamp: Bool { others == 0 && numbers > 0 && (names > 0 || joined > 0) }

  var isDay: Bool { days > 0 || joined > 1 }

  /// A name of two to four words, and a day.
  var isDated: Bool { (2...4).contains(others) && days > 0 && numbers > 0 && numbers <= 3 }

  private static func joins(_ byte: UInt8) -> Bool {
    byte == Ascii.colon || byte == Ascii.slash || byte == Ascii.period || byte == Ascii.hyphen
  }
}
