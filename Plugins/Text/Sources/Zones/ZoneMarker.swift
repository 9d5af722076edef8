import GalleyKit

/// A zone that was found.
struct FoundZone {
  var span: TextSpan
  let kind: ZoneKind
  var place: TextSpan?
  var date: TextSpan?
}

/// Tells what the paragraphs of a text are, by their words, their form and their position.
///
/// What comes before the first prose is the head, what comes after the last is the tail.
struct ZoneMarker {
  let text: ByteText
  let reader: ParagraphReader
  let cues: CueTable
  var paragraphs: [Paragraph]
  /// The first paragraph of the story.
  var first = 0
  /// The last paragraph that is prose; -1: none is.
  var last = -1
  /// No paragraph is a longer question, as there are in interviews.
  private var hasShortQuestions = true

  init(_ text: ByteText, cues: CueTable, lexicon: Lexicon, paragraphs: consuming [Paragraph]) {
    self.text = text
    self.cues = cues
    self.paragraphs = paragraphs
    reader = ParagraphReader(text, cues: cues, lexicon: lexicon)
  }

  /// Finds the kind of each paragraph.
  mutating func mark(checkStop: () throws -> Void) rethrows {
    for index in paragraphs.indices {
      if index & 0x3FF == 0 { try checkStop() }
      reader.read(&paragraphs[index])
      if paragraphs[index].ending == .question, paragraphs[index].words > 7 {
        hasShortQuestions = false
      }
    }
    last = paragraphs.lastIndex { $0.isProse && strongKind(of: $0) == nil } ?? -1
    first = firstOfStory()
    markTables()
    markHead()
    try markStory(checkStop)
  }

  private mutating func markStory(_ checkStop: () throws -> Void) rethrows {
    var index = first
    while index < paragraphs.count {
      if index & 0x3FF == 0 { try checkStop() }
      if paragraphs[index].kind == .table {
        index += 1
        continue
      }
      index = markBlock(at: index) ?? markSingle(at: index)
    }
  }

  private mutating func markSingle(at index: Int) -> Int {
    paragraphs[index].kind = kind(at: index)
    return index + 1
  }

  /// The kind of a paragraph of the story.
  private func kind(at index: Int) -> ZoneKind {
    let paragraph = paragraphs[index]
    if let kind = strongKind(of: paragraph) { return kind }
    if isListItem(at: index) { return .list }
    if paragraph.label == .headline, paragraph.has(.bare) { return .headline }
    if paragraph.has(.stamp) { return stampKind(at: index) }
    if datelineOfStory(at: index) != nil { return .body }
    if isCaption(at: index) { return .caption }
    if let kind = weakKind(at: index) { return kind }
    if isByline(at: index) { return .byline }
    if index > last { return tailKind(at: index) }
    return isSubhead(at: index) ? .headline : .body
  }

  func isSubhead(at index: Int) -> Bool {
    let paragraph = paragraphs[index]
    let sign = text.kind(at: Int(paragraph.start)).kind
    guard index + 1 < paragraphs.count, sign.isWord || paragraph.has(.quoted),
      paragraph.length <= 110, paragraph.words <= 14, !paragraph.has(.lowerStart),
      !paragraph.has(.bracketed), paragraph.mark != .bullet,
      paragraph.words > 1 || paragraph.capitalised > 0
    else { return false }
    let next = paragraphs[index + 1]
    guard !next.has(.lowerStart) else { return false }
    switch paragraph.ending {
    case .sentence:
      return paragraph.has(.capitals) && !next.has(.capitals) && paragraph.words >= 3
        && paragraph.breaks == 0 && next.isProse
    case .open:
      return next.has(.apart) || next.isProse || paragraph.has(.capitals) || next.mark != .none
        || next.kind == .table
    case .question:
      return hasShortQuestions && paragraph.words <= 9 && !paragraph.has(.quoted) && next.isProse
        && !(paragraph.start..<paragraph.end).contains { text.bytes[Int($0)] == Ascii.colon }
    default: return false
    }
  }
}
