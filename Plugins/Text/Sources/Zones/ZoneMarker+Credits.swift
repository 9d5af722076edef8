extension ZoneMarker {
  /// Where in a caption the credit of the picture begins, behind the words that describe it.
  func credit(of caption: Paragraph) -> Int? {
    let start = Int(caption.start)
    let end = Int(caption.end)
    if caption.has(.credited), let open = reader.openBracket(of: caption), open > start {
      return open
    }
    var found: Int?
    var scan = WordScan(text, from: start, to: end)
    guard let first = scan.next() else { return nil }
    // `File photo:` in front is no credit.
    let cueEnd = max(first.end, cues.find(first, in: text, before: end).end)
    var last = first.end
    while let word = scan.next() {
      if let sign = sign(from: last, to: word.start) {
        found = sign
      } else if word.start >= cueEnd, labels(word, before: end) {
        found = word.start
      }
      last = word.end
    }
    if let found { return found }
    return namesBehindSentence(of: caption)
  }

  /// Where `©` stands between two words.
  private func sign(from start: Int, to end: Int) -> Int? {
    (start..<end).first { text.bytes[$0] == 0xC2 && text[$0 + 1] == 0xA9 }
  }

  /// Whether a word begins `Photo by` or `Image:`.
  private func labels(_ word: ScannedWord, before end: Int) -> Bool {
    guard word.first == .upper else { return false }
    let finding = cues.find(word, in: text, before: end)
    guard finding.longest.contains(.cue(.credit, .begins)) else { return false }
    return finding.words > 1 || text[finding.end] == Ascii.colon
  }

  /// `Ann Lee/Harbor Wire` behind the last sentence.
  private func namesBehindSentence(of caption: Paragraph) -> Int? {
    let start = Int(caption.start)
    var offset = Int(caption.end)
    var hasSlash = false
    let limit = max(start, offset - 80)
    while offset > limit, text.bytes[offset - 1] != Ascii.period {
      offset -= 1
      if text.bytes[offset] == Ascii.slash { hasSlash = true }
    }
    guard hasSlash, offset > limit, text.byteClass(offset).contains(.space) else { return nil }
    let names = text.skipSpace(from: offset, to: Int(caption.end))
    var scan = WordScan(text, from: names, to: Int(caption.end))
    while let word = scan.next() {
      guard word.first != .lower else { return nil }
    }
    return names
  }

  /// Whether a paragraph is nothing but a credit: `© Ann Lee`, `(Ann Lee/Harbor Wire)`, `Harbor Wire via
  /// Getty Images`.
  func isCredit(_ paragraph: Paragraph) -> Bool {
    let start = Int(paragraph.start)
    guard paragraph.length <= 120, paragraph.words > 0 else { return false }
    if text.bytes[start] == 0xC2, text[start + 1] == 0xA9 { return true }
    if paragraph.contains == .caption, paragraph.lower == 0, paragraph.words <= 8,
      paragraph.capitalised >= 2, paragraph.prose == 0, paragraph.begins != .caption
    {
      return true
    }
    guard paragraph.has(.bracketed), paragraph.lower == 0, paragraph.words <= 10,
      reader.openBracket(of: paragraph) == start
    else { return false }
    return hasSlash(from: start, in: paragraph)
  }

  func hasSlash(from start: Int, in paragraph: Paragraph) -> Bool {
    (start..<Int(paragraph.end)).contains { text.bytes[$0] == Ascii.slash }
  }
}
