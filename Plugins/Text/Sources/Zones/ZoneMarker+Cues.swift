extension ZoneMarker {
  /// In UTF-8 bytes: what is longer is a paragraph of the story, whatever words are in it.
  private static let longest = 900

  /// The kind that a paragraph's first words tell, wherever it stands.
  func strongKind(of paragraph: Paragraph) -> ZoneKind? {
    if let whole = paragraph.whole { return whole }
    if isSignOff(paragraph) { return .note }
    if isCredit(paragraph) { return .credit }
    if paragraph.has(.stamp) { return nil }
    guard paragraph.length <= Self.longest else { return nil }
    if let label = paragraph.label, label != .headline, label != .byline, label != .dateline {
      if label == .related, paragraph.isProse, paragraph.length > 300 { return nil }
      return label
    }
    guard let begins = paragraph.begins, !paragraph.has(.shortCue) else { return nil }
    switch begins {
    case .byline, .dateline, .headline: return nil
    case .credit where paragraph.lower >= 2 && paragraph.words >= 6: return .caption
    case .contact where !paragraph.has(.address) && paragraph.isProse && paragraph.length > 200:
      return nil
    default: return begins
    }
  }

  /// The kind that words anywhere in a paragraph tell, together with its length and position.
  func weakKind(at index: Int) -> ZoneKind? {
    let paragraph = paragraphs[index]
    guard paragraph.length <= Self.longest else { return nil }
    let isAtEdge = index >= last - 2 || index < first || paragraph.has(.bracketed)
    switch paragraph.contains {
    case .credit where paragraph.length <= 400 && isAtEdge: return .credit
    case .note where isAtEdge: return .note
    case .correction where isAtEdge: return .correction
    case .contact where isAtEdge && paragraph.length <= 400: return .contact
    default: break
    }
    if paragraph.begins == .contact, paragraph.has(.address) { return .contact }
    if paragraph.has(.address), paragraph.length <= 160, paragraph.words <= 24, index >= last - 1,
      !paragraph.isProse
    {
      return .contact
    }
    return nil
  }

  /// Whether it describes a picture: words that only captions have, or a sentence with a credit behind.
  func isCaption(at index: Int) -> Bool {
    let paragraph = paragraphs[index]
    guard paragraph.length <= 500, paragraph.words >= 3, !paragraph.has(.quoted),
      paragraph.label != .headline, paragraph.has(.credited) || !paragraph.says
    else { return false }
    if paragraph.has(.pictured) { return true }
    if paragraph.contains == .caption, paragraph.length <= 350 { return true }
    guard paragraph.has(.credited), !paragraph.has(.bracketed) else { return false }
    return index < last
      || reader.openBracket(of: paragraph).map { hasSlash(from: $0, in: paragraph) } == true
  }

  /// Whether all of it is `###` or the like.
  private func isSignOff(_ paragraph: Paragraph) -> Bool {
    paragraph.words == 0 && paragraph.length <= 5 && text.bytes[Int(paragraph.start)] == Ascii.hash
  }

  /// Whether it is an item of a list; a number needs a neighbour, so that headings have none.
  func isListItem(at index: Int) -> Bool {
    let mark = paragraphs[index].mark
    guard mark != .none else { return false }
    let hasNeighbour =
      (index > 0 && paragraphs[index - 1].mark == mark)
      || (index + 1 < paragraphs.count && paragraphs[index + 1].mark == mark)
    if hasNeighbour { return true }
    let sign = text.bytes[Int(paragraphs[index].start)]
    return mark == .bullet
      && (sign == Ascii.asterisk || text.scalar(at: Int(paragraphs[index].start)).value == 0x2022)
  }

  /// The dateline a paragraph begins with.
  func dateline(at index: Int, _ strictness: Dateline.Strictness) -> Dateline? {
    let paragraph = paragraphs[index]
    guard paragraph.label == nil, paragraph.begins == nil, !paragraph.has(.lowerStart),
      !paragraph.has(.stamp)
    else { return nil }
    var reader = DatelineReader(
      text,
      cues: cues,
      from: Int(paragraph.start),
      to: Int(paragraph.end),
      strictness
    )
    guard let dateline = reader.read() else { return nil }
    // Names of speakers look alike, but the next paragraph has one too.
    if dateline.hasColon, index + 1 < paragraphs.count {
      let next = paragraphs[index + 1]
      var other = DatelineReader(
        text,
        cues: cues,
        from: Int(next.start),
        to: Int(next.end),
        .opening
      )
      if other.read()?.hasColon == true { return nil }
    }
    return dateline
  }

  /// Whether it names who wrote the story.
  func isByline(at index: Int) -> Bool {
    let paragraph = paragraphs[index]
    guard paragraph.length <= 200, paragraph.words <= 24, paragraph.ending != .question else {
      return false
    }
    let isInHead = index < first
    let isShort = paragraph.ending == .open || paragraph.words <= 8
    if paragraph.begins == .byline || paragraph.label == .byline {
      return isShort && paragraph.capitalised >= 2 && isNamed(paragraph)
        && paragraph.lower <= (isInHead ? 4 : 1) && (isInHead || paragraph.words <= 12)
    }
    if isInHead, index > 0 {
      if paragraph.has(.dated), isShort { return true }
      if paragraph.contains == .byline, paragraph.words <= 5, isPersonName(paragraphs[index - 1]) {
        return true
      }
    }
    return paragraph.contains == .byline && index > 0 && (isInHead || index <= first + 1) && isShort
      && paragraph.words <= 16 && paragraph.capitalised >= 2 && paragraph.prose == 0
  }

  /// Whether a name follows the first words: a capital, and no day or month.
  private func isNamed(_ paragraph: Paragraph) -> Bool {
    var scan = WordScan(text, from: Int(paragraph.start), to: Int(paragraph.end))
    guard let first = scan.next() else { return false }
    var end = cues.find(first, in: text, before: Int(paragraph.end)).end
    end = max(end, first.end)
    var rest = WordScan(text, from: end, to: Int(paragraph.end))
    guard let word = rest.next() else { return false }
    let traits = cues.traits(word, in: text)
    return word.first == .upper && traits.isDisjoint(with: .day)
  }
}
