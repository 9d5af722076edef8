extension ParagraphReader {
  /// Finds how the paragraph ends, closing quotes and brackets not counted.
  func readEnding(_ paragraph: inout Paragraph) {
    let start = Int(paragraph.start)
    var end = Int(paragraph.end)
    if let open = openBracket(of: paragraph) {
      let before = text.trimSpace(before: open, downTo: start)
      let last = before > start ? text.kind(at: text.scalarStart(before: before)).kind : .space
      let isAfterSentence = last == .terminator || last == .closeQuote || last == .straightQuote
      if isAfterSentence, isCredit(from: open + 1, to: end - 1) {
        paragraph.signs.insert(.credited)
        paragraph.ending = .sentence
        return
      }
    }
    while end > start {
      let last = text.scalarStart(before: end)
      let kind = text.kind(at: last).kind
      guard
        kind == .closeQuote || kind == .straightQuote || kind == .apostrophe
          || kind == .closeBracket || kind == .space
      else { break }
      end = last
    }
    guard end > start else { return }
    let isQuoteEnd =
      end < Int(paragraph.end) && !paragraph.has(.quoted)
      && text.kind(at: text.scalarStart(before: Int(paragraph.end))).kind != .closeBracket
    let last = text.scalarStart(before: end)
    switch text.kind(at: last).kind {
    case .terminator:
      let isQuestion = text.bytes[last] == Ascii.question
      paragraph.ending =
        isQuestion
        ? .question
        : endsInAbbreviation(last, start) && !isClause(paragraph) ? .open : .sentence
    case .ellipsis, .dash: paragraph.ending = .unfinished
    case .punctuation:
      let byte = text.bytes[last]
      paragraph.ending =
        byte == Ascii.colon ? .colon : byte == Ascii.semicolon || byte >= 0x80 ? .open : .unfinished
    // The end of a quotation that began in a paragraph before.
    default: if isQuoteEnd, text.hasNoQuote(from: start, to: end) { paragraph.ending = .unfinished }
    }
  }

  /// Whether it has the words of a sentence, so that the period of an abbreviation ends it too.
  private func isClause(_ paragraph: Paragraph) -> Bool {
    paragraph.lower >= 3 && (paragraph.prose > 0 || paragraph.says || paragraph.has(.quoted))
  }

  /// Whether the period at `offset` belongs to an abbreviation that hardly ends a sentence.
  private func endsInAbbreviation(_ offset: Int, _ start: Int) -> Bool {
    guard text.bytes[offset] == Ascii.period else { return false }
    let word = PrecedingWord(text, before: offset, from: start)
    if word.isInitialism && word.length > 1 { return false }
    return !word.traits(in: lexicon).isDisjoint(with: [.title, .linking, .proper, .common])
      && word.traits(in: lexicon).isDisjoint(with: [.company, .closing, .clock])
  }

  /// Where the bracket that closes the paragraph opens.
  func openBracket(of paragraph: Paragraph) -> Int? {
    let end = Int(paragraph.end)
    guard text.bytes[end - 1] == Ascii.closeParenthesis else { return nil }
    var offset = end - 2
    let limit = max(Int(paragraph.start), end - 120)
    while offset > limit, text.bytes[offset] != Ascii.openParenthesis { offset -= 1 }
    return text[offset] == Ascii.openParenthesis ? offset : nil
  }

  /// Whether names stand between two brackets, and nothing that goes on in the hall.
  private func isCredit(from start: Int, to end: Int) -> Bool {
    var scan = WordScan(text, from: start, to: end)
    var capitalised = 0
    var others = 0
    while let word = scan.next() {
      if cues.traits(word, in: text).contains(.aside) { return false }
      if word.first == .upper { capitalised += 1 } else { others += 1 }
    }
    // `(Fingers crossed.)`
    let isSentence = text.kind(at: text.scalarStart(before: end)).kind == .terminator
    return capitalised > 0 && capitalised <= 8 && others <= (isSentence ? 0 : 2)
  }

  /// Looks for `a@b`, `://`, `www.` and numbers of seven digits and more, parted as those of telephones.
  func readAddresses(_ paragraph: inout Paragraph, to end: Int) {
    var digits = 0
    var groups = 0
    var hasPlus = false
    for offset in Int(paragraph.start)..<end {
      let byte = text.bytes[offset]
      switch byte {
      case Ascii.at
      where offset + 1 < end && text.byteClass(offset + 1).contains(.lower)
        && offset > Int(paragraph.start):
        paragraph.signs.insert(.address)
      case Ascii.at where text.byteClass(min(offset + 1, end - 1)).isDisjoint(with: .word) == false:
        paragraph.signs.insert(.address)
      case Ascii.colon where text[offset + 1] == Ascii.slash && text[offset + 2] == Ascii.slash:
        paragraph.signs.insert(.address)
      case UInt8(ascii: "w")
      where text[offset + 1] == byte && text[offset + 2] == byte
        && text[offset + 3] == Ascii.period:
        paragraph.signs.insert(.address)
      default: break
      }
      if text.byteClass(offset).contains(.digit) {
        if digits == 0 || !text.byteClass(offset - 1).contains(.digit) { groups += 1 }
        digits += 1
        if digits >= 9, groups >= 2, hasPlus || groups >= 3 { paragraph.signs.insert(.address) }
      } else if byte == Ascii.plus {
        (digits, groups, hasPlus) = (0, 0, true)
      } else if byte != Ascii.space, byte != Ascii.hyphen, byte != Ascii.openParenthesis,
        byte != Ascii.closeParenthesis, byte != Ascii.period
      {
        (digits, groups, hasPlus) = (0, 0, false)
      }
    }
  }
}

extension ByteText {
  /// Whether no quotation mark opens between two offsets; apostrophes are none.
  fileprivate func hasNoQuote(from start: Int, to end: Int) -> Bool {
    var offset = start
    while offset < end {
      let (kind, length) = kind(at: offset)
      if kind == .openQuote || kind == .straightQuote || kind == .apostrophe { return false }
      offset += length
    }
    return true
  }
}
