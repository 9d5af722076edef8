import Glibc

/// Whether the lines of a text are wrapped by hand, and at what width.
///
/// In wrapped text a line break inside a paragraph is a space; otherwise it ends a paragraph. The
/// evidence is the share of lines that run on: the line does not end a sentence, and the next one
/// begins in lower case or the line ends in a word that wants another. A line that itself begins
/// in lower case counts only behind one that runs on, else lists would look like wrapped text.
struct LineLayout {
  private let rule: ParagraphRule
  private(set) var isWrapped = false
  /// The length of the longest line that runs on, in bytes.
  private var width = 0

  private static let sample = 256 * 1024
  /// The longest line that a hand wraps, in bytes.
  private static let longest = 220

  init(_ text: ByteText, lexicon: Lexicon, rule: ParagraphRule) {
    self.rule = rule
    guard rule == .auto else { return }
    let end = min(text.count, Self.sample)
    var breaks = 0
    var runningOn = 0
    var lineStart = 0
    var ranOn = false
    while let newline = memchr(text.bytes + lineStart, Int32(Ascii.newline), end - lineStart) {
      let offset = UnsafeRawPointer(newline) - UnsafeRawPointer(text.bytes)
      let ink = Self.firstInk(of: text, from: lineStart)
      let next = Self.firstInk(of: text, from: offset + 1)
      let length = offset - lineStart
      lineStart = offset + 1
      guard let ink, let next else {
        ranOn = false
        continue
      }
      breaks += 1
      let isContinued = ranOn || text.kind(at: ink).kind != .lower
      ranOn =
        length <= Self.longest && isContinued
        && Self.wantsMore(text, lexicon, lineEnd: offset, next: next)
      guard ranOn else { continue }
      runningOn += 1
      width = max(width, length)
    }
    isWrapped = runningOn > 0 && runningOn * 3 >= breaks
  }

  /// Whether the line `lineStart..<lineEnd` runs on into the one whose text begins at `next`.
  func runsOn(_ text: ByteText, lineStart: Int, lineEnd: Int, next: Int) -> Bool {
    switch rule {
    case .blankLines: return true
    case .lines: return false
    case .auto: break
    }
    guard isWrapped, !Self.isListMark(text, at: next) else { return false }
    let length = lineEnd - lineStart
    if text.kind(at: next).kind == .lower { return length * 2 >= width }
    return length + 1 + Self.wordLength(text, at: next) > width - 2
  }

  /// The first byte of a line that is not blank, `nil` for a blank line.
  private static func firstInk(of text: ByteText, from lineStart: Int) -> Int? {
    var offset = lineStart
    while text[offset] == Ascii.space || text[offset] == 0x09 { offset += 1 }
    let byte = text[offset]
    let isBlank = offset >= text.count || byte == Ascii.newline || byte == Ascii.carriageReturn
    return isBlank ? nil : offset
  }

  /// Whether the line that ends at `lineEnd` shows that its sentence goes on in the next line.
  private static func wantsMore(
    _ text: ByteText,
    _ lexicon: Lexicon,
    lineEnd: Int,
    next: Int
  ) -> Bool {
    var end = lineEnd
    while end > 0, text.byteClass(end - 1).contains(.space) { end -= 1 }
    let byte = end > 0 ? text.bytes[end - 1] : 0
    if byte == Ascii.comma { return true }
    if byte == Ascii.exclamation || byte == Ascii.question { return false }
    let word = PrecedingWord(text, before: byte == Ascii.period ? end - 1 : end, from: 0)
    let traits = word.traits(in: lexicon)
    if byte == Ascii.period { return !traits.isDisjoint(with: [.title, .linking]) }
    return traits.contains(.joining) || text.kind(at: next).kind == .lower
  }

  private static func wordLength(_ text: ByteText, at start: Int) -> Int {
    var end = start
    while end < text.count, end - start < 32, text.spaceLength(at: end) == 0 {
      end += text.scalar(at: end).length
    }
    return end - start
  }

  /// `-`, `*`, `•`, `1.`, `2)` before a space.
  static func isListMark(_ text: ByteText, at offset: Int) -> Bool {
    var end = offset
    switch text[offset] {
    case Ascii.hyphen, Ascii.asterisk, Ascii.plus, Ascii.greater: end += 1
    case 0xE2:
      let value = text.scalar(at: offset).value
      guard value == 0x2022 || value == 0x2023 || value == 0x2013 || value == 0x25CF else {
        return false
      }
      end += 3
    default:
      while end < offset + 3, end < text.count, text.byteClass(end).contains(.digit) { end += 1 }
      guard end > offset, text[end] == Ascii.period || text[end] == Ascii.closeParenthesis else {
        return false
      }
      end += 1
    }
    return text[end] == Ascii.space || text[end] == 0x09
  }
}
