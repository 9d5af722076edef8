extension ZoneMarker {
  /// How many paragraphs a head can have before a byline or dateline.
  private static let longestHead = 6

  /// Where the story begins: at the first dateline or prose that is not in front of a byline.
  func firstOfStory() -> Int {
    var first = paragraphs.count
    for index in paragraphs.indices {
      let paragraph = paragraphs[index]
      if strongKind(of: paragraph) != nil || paragraph.has(.stamp) || paragraph.mark == .bullet {
        continue
      }
      if isDeck(at: index) { continue }
      if paragraph.isProse || isSentence(at: index) || dateline(at: index, .opening) != nil {
        if index == 0, isTerminatedHeadline { continue }
        if isByline(at: index) { continue }
        first = index
        break
      }
      if isCaption(at: index) { continue }
    }
    return firstBehindByline(first)
  }

  /// A short sentence below a headline that goes on behind its semicolon.
  private func isDeck(at index: Int) -> Bool {
    guard index == 1, index + 1 < paragraphs.count else { return false }
    let (headline, paragraph) = (paragraphs[0], paragraphs[1])
    return text.bytes[Int(headline.end) - 1] == Ascii.semicolon && headline.length <= 140
      && paragraph.length <= 160 && paragraph.breaks == 0 && paragraphs[2].has(.apart)
  }

  /// A whole sentence that is not the first paragraph, however short.
  private func isSentence(at index: Int) -> Bool {
    let paragraph = paragraphs[index]
    return index > 0 && paragraph.prose > 0 && paragraph.words >= 4
      && (paragraph.ending == .sentence || paragraph.ending == .question)
  }

  /// A headline with a period, before something else.
  private var isTerminatedHeadline: Bool {
    guard paragraphs.count > 1, let paragraph = paragraphs.first, paragraph.length <= 160,
      paragraphs[1].has(.apart), dateline(at: 0, .headed) == nil
    else { return false }
    if paragraph.isTitle { return true }
    return paragraph.ending != .unfinished && paragraph.ending != .colon && paragraph.length <= 140
      && paragraph.breaks == 0 && paragraph.words <= 18 && paragraph.isTitleCase
      && paragraph.capitalised >= 4 && paragraph.prose <= 1 && !paragraph.has(.quoted)
  }

  /// Takes short sentences in front of a byline, a date or a dateline into the head: decks.
  private func firstBehindByline(_ first: Int) -> Int {
    guard first < paragraphs.count, first > 0 || paragraphs[0].length <= 160 else { return first }
    var index = first
    while index < min(first + 3, paragraphs.count) {
      let dateline = dateline(at: index, index == first ? .opening : .headed)
      let isDateline = dateline?.hasColon == false
      if index > first, isDateline { return index }
      if index > first, isByline(at: index) || paragraphs[index].has(.day) {
        return index + 1 < paragraphs.count ? index + 1 : first
      }
      let paragraph = paragraphs[index]
      if isDateline || paragraph.length > 250 || paragraph.breaks > 1 || index > Self.longestHead {
        return first
      }
      index += 1
    }
    return first
  }

  mutating func markHead() {
    guard last >= 0 || first < paragraphs.count else { return markWithoutProse() }
    var index = 0
    while index < first {
      if paragraphs[index].kind != .table {
        if let next = markBlock(at: index), next <= first {
          index = next
          continue
        }
        paragraphs[index].kind = headKind(at: index)
      }
      index += 1
    }
  }

  private func headKind(at index: Int) -> ZoneKind {
    let paragraph = paragraphs[index]
    if let kind = strongKind(of: paragraph) {
      let isName = paragraph.capitalised >= 3 && !paragraph.has(.address)
      return kind == .contact && isName ? .byline : kind
    }
    if paragraph.has(.stamp) { return stampKind(at: index) }
    if isByline(at: index) { return .byline }
    if isListItem(at: index) { return .list }
    if isCaption(at: index) { return .caption }
    if index > 0, isName(at: index) { return .byline }
    if let kind = weakKind(at: index), kind != .contact { return kind }
    return paragraph.length <= 300 ? .headline : .body
  }

  /// A time in front of an entry belongs to it; a day, or a time that stands apart, does not.
  func stampKind(at index: Int) -> ZoneKind {
    let isGlued = index + 1 < paragraphs.count && !paragraphs[index + 1].has(.apart)
    return isGlued && !paragraphs[index].has(.day) ? .body : .dateline
  }

  /// Whether it is nothing but a person's name, right before the story or its date.
  private func isName(at index: Int) -> Bool {
    let paragraph = paragraphs[index]
    guard isPersonName(paragraph) else { return false }
    let next = index + 1
    return next >= first || paragraphs[next].has(.stamp) || isByline(at: next)
      || strongKind(of: paragraphs[next]) != nil || paragraphs[next].contains == .note
  }

  /// Two to four words with capitals, and nothing else.
  func isPersonName(_ paragraph: Paragraph) -> Bool {
    paragraph.words >= 2 && paragraph.words <= 4 && paragraph.capitalised == paragraph.words
      && !paragraph.has(.capitals) && paragraph.ending == .open && paragraph.prose == 0
      && paragraph.length <= 40
  }

  /// A text of short paragraphs only: the first is its headline when it can be one.
  private mutating func markWithoutProse() {
    first = paragraphs.first.map { $0.isHeadlike && paragraphs.count > 1 } == true ? 1 : 0
    guard first == 1 else { return }
    paragraphs[0].kind = headKind(at: 0)
  }
}
