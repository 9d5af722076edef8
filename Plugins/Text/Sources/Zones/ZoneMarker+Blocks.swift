extension ZoneMarker {
  /// Marks rows of tables that stand together.
  mutating func markTables() {
    var index = 0
    while index < paragraphs.count {
      var end = index
      var rows = 0
      var pairs = 0
      while end < paragraphs.count, isTableLine(paragraphs[end]),
        end == index || !paragraphs[end].has(.apart) || paragraphs[end].has(.row)
      {
        if paragraphs[end].has(.row) { rows += 1 }
        if paragraphs[end].has(.pair) { pairs += 1 }
        end += 1
      }
      if rows >= 2 || pairs >= 3 {
        for row in index..<end { paragraphs[row].kind = .table }
      }
      index = max(end, index + 1)
    }
  }

  private func isTableLine(_ paragraph: Paragraph) -> Bool {
    !paragraph.signs.isDisjoint(with: [.row, .pair, .rule]) && paragraph.mark == .none
  }

  /// Marks a label and what belongs to it; the first paragraph behind, `nil` if there is no label.
  mutating func markBlock(at index: Int) -> Int? {
    let label = paragraphs[index]
    guard let kind = strongKind(of: label), label.kind != .table,
      kind != .contact || index >= first
    else { return nil }
    paragraphs[index].kind = kind
    switch kind {
    case .related: return markRelated(from: index)
    case .contact: return markContact(from: index)
    case .note, .correction, .caption, .credit:
      let isOpen = text.bytes[Int(label.end) - 1] == Ascii.colon || index >= last - 1
      guard label.label == kind, label.has(.bare), isOpen, index >= first,
        index + 1 < paragraphs.count, strongKind(of: paragraphs[index + 1]) == nil
      else { return index + 1 }
      paragraphs[index + 1].kind = kind
      return index + 2
    default: return index + 1
    }
  }

  /// Headlines behind `Related coverage:`.
  private mutating func markRelated(from start: Int) -> Int {
    let label = paragraphs[start]
    var index = start + 1
    var isGlued = true
    while index < paragraphs.count {
      let item = paragraphs[index]
      if index > start + 1, item.has(.apart), isGlued, index <= last { break }
      if item.has(.apart) { isGlued = false }
      guard isRelated(item, at: index, behind: label) else { break }
      paragraphs[index].kind = .related
      index += 1
    }
    return index
  }

  private func isRelated(_ item: Paragraph, at index: Int, behind label: Paragraph) -> Bool {
    if let kind = strongKind(of: item), kind != .related { return false }
    if item.has(.stamp) || item.kind == .table || item.length > 240 { return false }
    if item.ending == .sentence, item.prose > 0 { return false }
    if index > last { return weakKind(at: index) == nil || item.mark != .none }
    guard label.has(.bare) || label.begins == .related else { return false }
    guard dateline(at: index, .inside) == nil else { return false }
    return item.ending != .sentence && item.ending != .colon && !item.isProse
  }

  /// Names, addresses and numbers behind `Media contact:`.
  private mutating func markContact(from start: Int) -> Int {
    var index = start + 1
    while index < paragraphs.count {
      let item = paragraphs[index]
      let isShort = item.length <= 100 && (item.ending != .sentence || item.words <= 4)
      guard index > last, isShort || item.has(.address), item.length <= 240,
        strongKind(of: item) ?? .contact == .contact, !isTitle(item, at: index)
      else { break }
      paragraphs[index].kind = .contact
      index += 1
    }
    return index
  }

  private func isTitle(_ item: Paragraph, at index: Int) -> Bool {
    item.has(.apart) && item.words >= 5 && item.isTitleCase && !item.has(.address)
  }

  /// The kind of a paragraph behind the last prose that no words tell.
  func tailKind(at index: Int) -> ZoneKind {
    let paragraph = paragraphs[index]
    guard paragraph.isHeadlike, index > 0, last >= 0 else { return .body }
    if index + 1 < paragraphs.count {
      let next = paragraphs[index + 1]
      if next.has(.address), !next.has(.apart), paragraph.words <= 8 { return .contact }
      if next.mark != .none || next.kind == .table, isSubhead(at: index) { return .headline }
    }
    if paragraph.has(.apart), index + 1 < paragraphs.count,
      paragraphs[index + 1].ending == .sentence, paragraph.words <= 10,
      paragraphs[index - 1].kind != .related
    {
      return .headline
    }
    let isRun =
      paragraphs[index - 1].kind == .related
      || (index + 1 < paragraphs.count && paragraphs[index + 1].isHeadlike && paragraph.words >= 4)
    if isRun, paragraph.words >= 3 { return .related }
    if paragraphs[index - 1].kind == .contact { return .contact }
    if isPersonName(paragraph), index + 1 == paragraphs.count { return .byline }
    return paragraph.isTitleCase && paragraph.words >= 5 ? .related : .body
  }
}
