import GalleyKit

/// One pass of the splitter over one text: where it stands and what it has seen.
///
/// Rules look for the ends; where they are in doubt, the judge decides. Offsets are UTF-8 bytes.
struct SentencePass<Judge: SentenceJudge> {
  let text: ByteText
  let lexicon: Lexicon
  let layout: LineLayout
  var judge: Judge
  /// What the rules have seen as one sentence up to now has a colon before a space.
  private(set) var hasColon = false
  /// How the last sentences ended, the latest in the lowest bit: 1 without a mark.
  var unmarked: UInt8 = 0
  /// Everything before this offset has been looked at.
  private(set) var position = 0
  /// Where the current sentence begins: an offset that is not white space, or the end of the text.
  private(set) var start: Int
  private var lineStart = 0

  init(text: ByteText, lexicon: Lexicon, layout: LineLayout, judge: Judge) {
    self.text = text
    self.lexicon = lexicon
    self.layout = layout
    self.judge = judge
    start = text.skipSpace(from: 0, to: text.count)
  }

  /// Looks at the text up to about `limit`.
  mutating func advance(to limit: Int, into sentences: inout [TextSpan]) {
    var offset = position
    while true {
      offset = text.firstBoundary(from: offset, to: limit)
      if offset >= limit { break }
      offset = look(at: offset, into: &sentences)
    }
    position = offset
  }

  /// Ends the current sentence at `end`, unless nothing but white space stands before it.
  mutating func close(at end: Int, into sentences: inout [TextSpan]) {
    guard end > start else { return }
    let ink = text.trimSpace(before: end, downTo: start)
    if ink > start { append(start..<ink, to: &sentences) }
    start = text.skipSpace(from: end, to: text.count)
    hasColon = false
  }

  /// Decides on the byte at `offset`; the offset to go on at.
  private mutating func look(at offset: Int, into sentences: inout [TextSpan]) -> Int {
    let (kind, length) = text.kind(at: offset)
    switch kind {
    case .terminator, .ellipsis:
      let run = TerminatorRun(text, at: offset)
      if let end = sentenceEnd(after: run) {
        close(at: end, into: &sentences)
        return max(end, run.end)
      }
      return run.end
    case .lineBreak:
      return lineBreak(at: offset, into: &sentences)
    case .punctuation, .symbol:
      hasColon = hasColon || (text[offset] == Ascii.colon && text[offset + 1] == Ascii.space)
      guard let end = emoticonEnd(at: offset) else { return offset + length }
      let next = text.skipBlanks(from: end)
      if next > end, text.kind(at: next, before: text.count) == .upper {
        close(at: end, into: &sentences)
      }
      return end
    default:
      return offset + length
    }
  }

  /// Handles the white space from a line break on: a blank line ends the sentence, a single break
  /// does unless the line runs on.
  private mutating func lineBreak(at offset: Int, into sentences: inout [TextSpan]) -> Int {
    var end = offset
    var breaks = 0
    var newLine = offset
    while end < text.count {
      let (kind, length) = text.kind(at: end)
      guard kind == .space || kind == .lineBreak else { break }
      if kind == .lineBreak {
        let isPair = text[end] == Ascii.carriageReturn && text[end + 1] == Ascii.newline
        breaks += isPair ? 0 : text.isParagraphBreak(at: end) ? 2 : 1
        newLine = end + length
      }
      end += length
    }
    let runsOn =
      breaks == 1 && layout.runsOn(text, lineStart: lineStart, lineEnd: offset, next: end)
    if !runsOn { close(at: offset, into: &sentences) }
    lineStart = newLine
    return end
  }

  /// The end of the emoticon at `offset`, with a space before and after it.
  func emoticonEnd(at offset: Int) -> Int? {
    guard offset == start || text.byteClass(offset - 1).contains(.space) else { return nil }
    return Emoticon.end(in: text, at: offset, before: text.count, lexicon: lexicon)
  }

  /// Where the sentence ends if it ends at this run of terminators; `nil` if it goes on.
  private mutating func sentenceEnd(after run: TerminatorRun) -> Int? {
    var end = run.end
    var next = text.skipBlanks(from: end)
    if next < text.count, text.kind(at: next).kind == .lineBreak {
      guard let joined = joinedLine(from: next) else { return end }
      next = joined
    }
    if next >= text.count { return text.count }
    if next > end {
      while next < text.count, let tail = tailEnd(at: next) {
        end = tail
        next = text.skipBlanks(from: end)
      }
      if next >= text.count { return text.count }
    } else if !mayTouch(run, next: next) {
      return nil
    }
    let following = FollowingWord(text, lexicon: lexicon, at: next)
    let verdict = endsSentence(run, before: following)
    return decides(verdict, end: end, next: next) ? end : nil
  }

  /// The end of what belongs to the sentence before although a space parts them: an emoticon,
  /// emoji, a closing quotation mark.
  private func tailEnd(at offset: Int) -> Int? {
    if let end = emoticonEnd(at: offset) { return end }
    var end = offset
    while end < text.count {
      let (kind, length) = text.kind(at: end)
      let isQuote = kind == .closeQuote || kind == .straightQuote || kind == .apostrophe
      guard isQuote || kind == .emoji || (kind == .extender && end > offset) else { break }
      end += length
    }
    guard end > offset else { return nil }
    return end == text.count || text.spaceLength(at: end) > 0 ? end : nil
  }

  /// The start of the next line if the break at `lineEnd` is a space only.
  private func joinedLine(from lineEnd: Int) -> Int? {
    var next = lineEnd + text.kind(at: lineEnd).length
    if text[lineEnd] == Ascii.carriageReturn, text[next] == Ascii.newline { next += 1 }
    next = text.skipBlanks(from: next)
    guard next < text.count, text.kind(at: next).kind != .lineBreak else { return nil }
    return layout.runsOn(text, lineStart: lineStart, lineEnd: lineEnd, next: next) ? next : nil
  }

  /// Whether a sentence may end although no white space follows the run.
  private func mayTouch(_ run: TerminatorRun, next: Int) -> Bool {
    if run.isForeign { return true }
    let kind = text.kind(at: next).kind
    guard kind == .upper || kind == .emoji else { return false }
    if kind == .emoji { return run.closers == [] }
    let word = PrecedingWord(text, before: run.start, from: start)
    if word.looksLikeAddress || run.start == word.start { return false }
    let follower = text.kind(at: next + text.scalar(at: next).length, before: text.count)
    guard follower == .lower || follower == .space || follower == .apostrophe else { return false }
    return word.isLowerCase && word.length >= 2 && !leadsToNameEnding(next)
  }

  /// Whether the word at `offset` is `Com` or another last part of a host or file name.
  private func leadsToNameEnding(_ offset: Int) -> Bool {
    let following = FollowingWord(text, lexicon: lexicon, at: offset)
    return following.traits.contains(.nameEnding) && following.length <= 4
  }
}

extension ByteText {
  /// The first byte from `offset` on at which the splitter has to look closer; `limit` when none is
  /// before it.
  ///
  /// Passes over eight bytes at a time that are letters, common signs and blanks; a few others, such
  /// as tabs and the digits 8 and 9, are told from boundaries by their class.
  func firstBoundary(from offset: Int, to limit: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = UnsafeRawPointer(bytes)
    var offset = offset
    while offset < limit {
      if offset + 8 <= limit {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        var found = (word &- ones &* 0x20) & ~word | word
        found |= Self.zeros(word ^ ones &* 0x21) | Self.zeros(word ^ ones &* 0x2E)
        found |= Self.zeros((word ^ ones &* 0x38) & (ones &* 0xF8))
        found &= ones &* 0x80
        if found == 0 {
          offset += 8
          continue
        }
        offset += found.trailingZeroBitCount / 8
      }
      if byteClass(offset).contains(.boundary) { return offset }
      offset += 1
    }
    return offset
  }

  /// The high bit of each byte that is zero, exact up to the first of them.
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

  /// The first offset from `offset` on that is neither white space nor absent, line breaks being
  /// kept.
  func skipBlanks(from offset: Int) -> Int {
    var offset = offset
    while offset < count {
      let (kind, length) = kind(at: offset)
      guard kind == .space || bytes[offset] == Ascii.space || bytes[offset] == 0x09 else { break }
      offset += length
    }
    return offset
  }

  /// Whether the line break at `offset` alone ends a paragraph: form feed, U+2029.
  func isParagraphBreak(at offset: Int) -> Bool {
    bytes[offset] == 0x0C || scalar(at: offset).value == 0x2029
  }
}
