/// Cuts a text into paragraphs, in one pass over its bytes.
///
/// Blank lines part paragraphs, and line breaks do unless the line runs on: in text wrapped by hand,
/// and where the next line begins in lower case.
struct ParagraphScanner {
  private let text: ByteText
  private let layout: LineLayout
  private(set) var paragraphs: [Paragraph]
  /// The last line that is not blank: its first byte, blanks included, and its line break.
  private var line = (start: 0, end: 0)
  private var isApart = true

  /// How many bytes are read between two calls of `checkStop`.
  private static let stride = 64 * 1024
  /// The shortest line of a text wrapped by hand that is full, in bytes.
  private static let narrowest = 24

  /// `storage` gives its memory.
  init(_ text: ByteText, layout: LineLayout, storage: consuming [Paragraph]) {
    self.text = text
    self.layout = layout
    paragraphs = storage
    paragraphs.removeAll(keepingCapacity: true)
  }

  mutating func scan(checkStop: () throws -> Void) rethrows {
    var start = 0
    var offset = 0
    var next = 0
    while start < text.count {
      while offset < text.count, !isBreak(offset) {
        offset += 1
        if offset >= next {
          try checkStop()
          next = offset + Self.stride
        }
      }
      add(lineFrom: start, to: offset)
      guard offset < text.count else { return }
      if text.isParagraphBreak(at: offset) { isApart = true }
      let isPair = text[offset] == Ascii.carriageReturn && text[offset + 1] == Ascii.newline
      offset += isPair ? 2 : text.scalar(at: offset).length
      start = offset
    }
  }

  private func isBreak(_ offset: Int) -> Bool {
    let byte = text.bytes[offset]
    if byte < 0x80 { return text.byteClass(offset).contains(.lineBreak) }
    guard byte == 0xC2 || byte == 0xE2 else { return false }
    return text.kind(at: offset).kind == .lineBreak
  }

  private mutating func add(lineFrom start: Int, to end: Int) {
    let ink = text.skipSpace(from: start, to: end)
    guard ink < end else {
      isApart = true
      return
    }
    let inkEnd = text.trimSpace(before: end, downTo: ink)
    var paragraph = Paragraph(start: ink, end: inkEnd, isApart: isApart)
    let look = LineLook(text, from: ink, to: inkEnd)
    paragraph.mark = look.mark
    paragraph.signs.formUnion(look.signs)
    if let last = paragraphs.indices.last, runsOn(paragraphs[last], into: paragraph) {
      paragraphs[last].end = paragraph.end
      paragraphs[last].signs.subtract([.row, .pair, .rule])
    } else {
      paragraphs.append(paragraph)
    }
    line = (start, end)
    isApart = false
  }

  private func runsOn(_ paragraph: Paragraph, into next: Paragraph) -> Bool {
    guard !next.has(.apart), next.mark == .none,
      paragraph.signs.isDisjoint(with: [.row, .rule]),
      next.signs.isDisjoint(with: [.row, .rule, .pair])
    else { return false }
    let start = Int(next.start)
    if paragraph.has(.cited), next.has(.cited) { return true }
    let isWide = line.end - line.start >= Self.narrowest
    if isWide, layout.runsOn(text, lineStart: line.start, lineEnd: line.end, next: start) {
      return true
    }
    guard text.kind(at: start).kind == .lower, !isAddress(at: start) else { return false }
    let last = text.kind(at: text.scalarStart(before: Int(paragraph.end))).kind
    return last == .lower || last == .upper || last == .digit
      || text[Int(paragraph.end) - 1] == Ascii.comma
  }

  /// Whether the word at `offset` is an Internet or e-mail address.
  private func isAddress(at offset: Int) -> Bool {
    let limit = min(text.count, offset + 64)
    for offset in offset..<limit {
      let byteClass = text.byteClass(offset)
      if byteClass.contains(.space) { return false }
      if byteClass.contains(.address) { return true }
    }
    return false
  }
}
