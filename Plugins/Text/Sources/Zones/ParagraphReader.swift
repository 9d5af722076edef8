/// Reads a paragraph: counts its words, looks for cues, at its beginning and its end.
///
/// Of a long paragraph the first and the last bytes are read only; what tells its kind stands there.
struct ParagraphReader {
  let text: ByteText
  let cues: CueTable
  let lexicon: Lexicon

  /// In UTF-8 bytes.
  private static let head = 640
  private static let tail = 160

  init(_ text: ByteText, cues: CueTable, lexicon: Lexicon) {
    self.text = text
    self.cues = cues
    self.lexicon = lexicon
  }

  func read(_ paragraph: inout Paragraph) {
    readBeginning(&paragraph)
    let end = Int(paragraph.end)
    let headEnd = min(end, Int(paragraph.start) + Self.head)
    readWords(&paragraph, from: Int(paragraph.start), to: headEnd)
    if headEnd < end { readTail(&paragraph, from: max(headEnd, end - Self.tail)) }
    readEnding(&paragraph)
    readAddresses(&paragraph, to: headEnd)
  }

  private func readBeginning(_ paragraph: inout Paragraph) {
    var offset = Int(paragraph.start)
    let limit = min(Int(paragraph.end), offset + 16)
    while offset < limit {
      let (kind, length) = text.kind(at: offset)
      switch kind {
      case .openBracket: paragraph.signs.insert(.bracketed)
      case .openQuote, .straightQuote, .apostrophe, .closeQuote: paragraph.signs.insert(.quoted)
      case .lower:
        paragraph.signs.insert(.lowerStart)
        return
      case _ where kind.isWord: return
      default: break
      }
      offset += length
    }
  }

  /// Counts words and notes cues; the first word's cues are those the paragraph begins with.
  private func readWords(_ paragraph: inout Paragraph, from start: Int, to end: Int) {
    var scan = WordScan(text, from: start, to: end)
    var stamp = StampCount()
    var isCapitals = true
    var found: CueTraits = []
    var cueEnd = start
    var last = start
    while let word = scan.next() {
      let finding = cues.find(word, in: text, before: end)
      if paragraph.words == 0 {
        note(beginning: finding, of: &paragraph, wordStart: word.start)
        if finding.longest.contains(.cue(.dateline, .begins)) { cueEnd = finding.end }
      }
      if word.start >= cueEnd { stamp.count(word, finding.all, text) }
      found.formUnion(finding.all)
      if let kind = finding.longest.kind(.bracketed), kind == .caption,
        isBracketed(from: word.start, to: finding.end)
      {
        paragraph.signs.insert(.pictured)
      }
      if paragraph.words > 0, labelsPicture(finding) { paragraph.signs.insert(.pictured) }
      if paragraph.words > 0, endsSentence(between: last, and: word) {
        paragraph.breaks = paragraph.breaks &+ (paragraph.breaks < 255 ? 1 : 0)
      }
      if finding.all.contains(.prose), paragraph.prose < 255 { paragraph.prose += 1 }
      if word.first == .lower, isSaying(word) { paragraph.says = true }
      isCapitals = isCapitals && !word.hasLower
      if word.first == .upper { paragraph.capitalised += 1 }
      if word.first == .lower, word.length >= 4 { paragraph.lower += 1 }
      paragraph.words += 1
      last = word.end
    }
    paragraph.contains = found.kind(.contains)
    if cues.isEmpty, paragraph.lower >= 3 { paragraph.prose = 1 }
    if isCapitals, paragraph.capitalised > 0 { paragraph.signs.insert(.capitals) }
    if stamp.isDated, paragraph.lower <= 1 { paragraph.signs.insert(.dated) }
    if stamp.isStamp, paragraph.length <= 80 {
      paragraph.signs.insert(.stamp)
      if stamp.isDay { paragraph.signs.insert(.day) }
    }
  }

  private func isSaying(_ word: ScannedWord) -> Bool {
    lexicon.traits(
      text.bytes + word.start,
      length: word.length,
      readable: text.count - word.start
    ).contains(.saying)
  }

  /// Notes cues in the last part of a long paragraph.
  private func readTail(_ paragraph: inout Paragraph, from start: Int) {
    var offset = start
    while offset < Int(paragraph.end), text.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    var scan = WordScan(text, from: offset, to: Int(paragraph.end))
    var found: CueTraits = []
    while let word = scan.next() {
      found.formUnion(cues.find(word, in: text, before: Int(paragraph.end)).all)
    }
    if paragraph.contains == nil { paragraph.contains = found.kind(.contains) }
    paragraph.breaks = max(paragraph.breaks, 1)
  }

  private func note(
    beginning finding: CueTable.Finding,
    of paragraph: inout Paragraph,
    wordStart: Int
  ) {
    guard finding.words > 0, wordStart - Int(paragraph.start) <= 12 else { return }
    let rest = rest(of: paragraph, after: finding.end)
    if rest != .text, let kind = finding.longest.kind(.label) {
      paragraph.label = kind
      if rest != .label { paragraph.signs.insert(.bare) }
    }
    if rest == .nothing { paragraph.whole = finding.longest.kind(.whole) }
    paragraph.begins = finding.longest.kind(.begins)
    let isSigned = paragraph.has(.bracketed) || rest != .text
    if finding.words == 1, !isSigned { paragraph.signs.insert(.shortCue) }
  }

  private enum Rest { case nothing, colon, label, text }

  /// What comes after the phrase at the beginning: nothing but marks, a colon and nothing, a colon or
  /// its like and text, or text.
  private func rest(of paragraph: Paragraph, after offset: Int) -> Rest {
    let end = Int(paragraph.end)
    var scan = WordScan(text, from: offset, to: min(end, offset + 64))
    let next = scan.next()?.start
    var isLabel = false
    var offset = offset
    let limit = next ?? min(end, offset + 64)
    while offset < limit {
      let (kind, length) = text.kind(at: offset)
      switch text.bytes[offset] {
      case Ascii.colon, UInt8(ascii: "|"), Ascii.greater: isLabel = true
      default: isLabel = isLabel || kind == .closeQuote || (kind == .dash && isSpaced(offset))
      }
      offset += length
    }
    if next == nil { return isLabel ? .colon : .nothing }
    return isLabel ? .label : .text
  }

  private func isSpaced(_ offset: Int) -> Bool {
    text.byteClass(offset - 1).contains(.space)
      && text.spaceLength(at: offset + text.scalar(at: offset).length) > 0
  }

  /// `(left)`, `(l.)`, `(bottom, C)`, and `, left,`.
  private func isBracketed(from start: Int, to end: Int) -> Bool {
    guard start > 1, end - start > 1 || text.bytes[start - 1] == Ascii.openParenthesis else {
      return false
    }
    let next = text[end] == Ascii.period ? text[end + 1] : text[end]
    if text.bytes[start - 1] == Ascii.openParenthesis {
      return next == Ascii.closeParenthesis || next == Ascii.comma
    }
    return text.bytes[start - 1] == Ascii.space && text.bytes[start - 2] == Ascii.comma
      && next == Ascii.comma
  }

  /// Whether it is the label of a credit behind the words of a caption: `Image: Ann Lee`.
  private func labelsPicture(_ finding: CueTable.Finding) -> Bool {
    guard finding.words > 0, text[finding.end] == Ascii.colon else { return false }
    let kind = finding.longest.kind(.begins)
    return kind == .caption
      || (kind == .credit && finding.longest.contains(.cue(.caption, .begins)))
  }

  /// Whether a sentence ends between the last word and this one.
  private func endsSentence(between last: Int, and word: ScannedWord) -> Bool {
    guard word.first == .upper, word.start - last >= 2, word.start - last <= 12 else {
      return false
    }
    let kind = text.kind(at: last).kind
    guard kind == .terminator || kind == .closeQuote || kind == .closeBracket else { return false }
    guard text.byteClass(word.start - 1).contains(.space) || text.kind(at: last).length > 1 else {
      return false
    }
    let before = PrecedingWord(text, before: last, from: max(0, last - 24))
    return before.length > 2 && before.traits(in: lexicon).isDisjoint(with: .anyAbbreviation)
  }
}
