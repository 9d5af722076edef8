import GalleyKit

/// One pass of the tokenizer over one text.
///
/// Offsets are UTF-8 bytes. A *chunk* is a run of ink between white space. Most are plain words
/// and never leave `advance`; the rest is taken apart from left to right.
final class TokenPass {
  let text: ByteText
  let lexicon: Lexicon
  /// Those of a list that lives longer.
  let columns: UnsafeMutablePointer<TokenColumns>
  private(set) var position = 0
  /// Where to ask next whether to stop.
  var nextStop = 0
  /// The end of the current sentence, or of the text between two of them.
  private(set) var limit = 0
  private(set) var chunkStart = 0
  private(set) var chunkEnd = 0
  private(set) var chunkClasses: ByteClass = []
  /// `.quoted` while a double quotation mark is open, for every token.
  var ambient: TokenFlags = []
  var hasOpenApostrophe = false
  /// `.sentenceStart` until the first token of a sentence.
  private var opening: TokenFlags = []
  /// The longest capitalised abbreviation that may keep the last period of a sentence, in bytes.
  private static let longestName = 5

  /// A pass that appends to `columns`.
  init(text: ByteText, lexicon: Lexicon, columns: UnsafeMutablePointer<TokenColumns>) {
    self.text = text
    self.lexicon = lexicon
    self.columns = columns
  }

  /// Begins a sentence, or the text between two.
  func begin(_ range: Range<Int>, isSentence: Bool) {
    if isParagraphStart(range.lowerBound) { ambient = [] }
    position = range.lowerBound
    limit = range.upperBound
    opening = isSentence ? .sentenceStart : []
    hasOpenApostrophe = false
  }

  /// Whether nothing but ASCII white space stands there.
  func isBlank(_ range: Range<Int>) -> Bool {
    for offset in range where !text.byteClass(offset).contains(.space) { return false }
    return true
  }

  /// Splits from the current position up to about `goal`.
  func advance(to goal: Int) {
    while position < goal {
      blankedWords(to: goal)
      if position >= goal { break }
      let first = text.byteClass(position)
      if first.isSubset(of: .letter) {
        plainWord()
      } else if first.contains(.space) {
        position += 1
      } else {
        chunk()
      }
    }
  }

  /// Reads words of ASCII letters with one blank behind each, up to the first that is another thing,
  /// long, or may be a contraction.
  ///
  /// Most words of most texts are read here, so everything it needs is at hand in the loop.
  private func blankedWords(to goal: Int) {
    let end = min(goal, text.count - LetterBlock.width)
    guard position < end else { return }
    columns.pointee.reserve((end - position) / 2 + 1)
    let starts = columns.pointee.start + columns.pointee.count
    let ends = columns.pointee.end + columns.pointee.count
    let looks = columns.pointee.flags + columns.pointee.count
    let (bytes, limit, lexicon) = (text.bytes, limit, lexicon)
    let common = ambient.union(.spaceAfter)
    var first = opening
    var offset = position
    var added = 0
    while offset < end {
      let block = LetterBlock(bytes + offset)
      let last = offset + block.count
      guard block.count > 0, last < limit, bytes[last] == Ascii.space,
        block.count < LetterBlock.width,
        !lexicon.mayBeContraction(
          first: bytes[offset],
          last: bytes[last - 1],
          length: block.count
        )
      else { break }
      starts[added] = UInt32(truncatingIfNeeded: offset)
      ends[added] = UInt32(truncatingIfNeeded: last)
      looks[added] = Int64(block.looks.union(common).union(first).rawValue)
      first = []
      added += 1
      offset = last + 1
    }
    guard added > 0 else { return }
    opening = []
    position = offset
    columns.pointee.take(added)
  }

  /// Reads a word of ASCII letters with its comma or its sentence's last period; anything else is
  /// a chunk.
  private func plainWord() {
    let run = LetterRun(in: text, from: position, to: limit)
    let end = run.end
    if end == limit {
      emitWord(from: position, to: end, run.flags.union(.spaceAfter))
      position = end
      return
    }
    if text.byteClass(end).contains(.space) {
      emitWord(from: position, to: end, run.flags.union(.spaceAfter))
      position = end + 1
      return
    }
    if let after = possessive(from: position, to: end, run.flags) {
      position = after
      return
    }
    let byte = text.bytes[end]
    let closes =
      byte == Ascii.comma
      ? end + 1 < limit && text.byteClass(end + 1).contains(.space)
      : byte == Ascii.period && end + 1 == limit
        && (end - position > Self.longestName || !run.flags.contains(.capitalised))
    guard closes else { return chunk() }
    emitWord(from: position, to: end, run.flags)
    append(end, end + 1, [.punctuation, .spaceAfter])
    position = end + 1
  }

  /// Takes the chunk at the current position apart.
  private func chunk() {
    let blank = text.spaceLength(at: position)
    if blank > 0 {
      position += blank
      return
    }
    measureChunk()
    while position < chunkEnd {
      position = nextToken(at: position)
    }
    if isSpaceOrEnd(chunkEnd) { columns.pointee.insertLast(.spaceAfter) }
  }

  private func measureChunk() {
    chunkStart = position
    chunkClasses = []
    var end = position
    while end < limit {
      let next = text.byteClass(end)
      if next.contains(.space) { break }
      if next.contains(.high), next.contains(.boundary), text.spaceLength(at: end) > 0 { break }
      chunkClasses.formUnion(next)
      end += 1
    }
    chunkEnd = end
  }

  private func nextToken(at start: Int) -> Int {
    if text.isWord(at: start) { return word(at: start) }
    return mark(at: start)
  }

  /// Appends a token.
  @inline(__always)
  func append(_ start: Int, _ end: Int, _ flags: TokenFlags) {
    columns.pointee.append(start, end, flags.union(ambient).union(opening))
    opening = []
  }

  /// Appends a token that is part of a contraction.
  func append(_ start: Int, _ end: Int, _ flags: TokenFlags, group: Int) {
    append(start, end, flags)
    columns.pointee.join(group: group)
  }

  /// Opens a group of tokens that are one contraction on the surface; its number.
  func openGroup(_ start: Int, _ end: Int) -> Int {
    columns.pointee.addGroup(TextSpan(start..<end))
  }

  /// Whether white space or the end of the text stands at `offset`.
  func isSpaceOrEnd(_ offset: Int) -> Bool {
    offset >= text.count || text.spaceLength(at: offset) > 0
  }

  /// Whether a letter, digit or mark of this chunk stands at `offset`.
  func isWord(_ offset: Int) -> Bool {
    offset < chunkEnd && text.isWord(at: offset)
  }

  /// Whether nothing but closing quotes and brackets stands between `offset` and the sentence end.
  func isLast(_ offset: Int) -> Bool {
    var offset = offset
    while offset < limit {
      let (kind, length) = text.kind(at: offset)
      switch kind {
      case .closeQuote, .closeBracket, .apostrophe, .straightQuote, .space: offset += length
      default: return false
      }
    }
    return true
  }

  /// Whether a blank line, or the start of the text, stands before `offset`.
  private func isParagraphStart(_ offset: Int) -> Bool {
    var breaks = 0
    var start = offset
    while start > 0 {
      let byteClass = text.byteClass(start - 1)
      guard byteClass.contains(.space) else { return false }
      if byteClass.contains(.lineBreak), text.bytes[start - 1] != Ascii.carriageReturn {
        breaks += 1
      }
      if breaks > 1 { return true }
      start -= 1
    }
    return true
  }
}
