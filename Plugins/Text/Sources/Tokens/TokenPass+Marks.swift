import GalleyKit

/// Punctuation, symbols, emoji, and words that begin with a sign.
extension TokenPass {
  /// Reads the token that begins with a sign at `start`; where it ends.
  func mark(at start: Int) -> Int {
    if let end = signedWord(at: start) { return end }
    if let end = emoticonEnd(at: start) {
      append(start, end, [.symbol, .emoji])
      return end
    }
    let (kind, length) = text.kind(at: start)
    let end: Int
    switch kind {
    case .terminator, .ellipsis: end = terminatorsEnd(from: start)
    case .openBracket, .closeBracket: end = start + length
    case .openQuote, .closeQuote, .straightQuote, .apostrophe:
      return quote(at: start, kind: kind)
    case .emoji, .regional: end = emojiEnd(from: start)
    default: end = text.bytes[start] < 0x80 ? signsEnd(from: start) : repeatsEnd(from: start)
    }
    let whole = extendersEnd(from: end)
    append(start, whole, Self.flags(of: kind).union(whole > end || length > 1 ? .beyondASCII : []))
    return whole
  }

  private static func flags(of kind: ScalarKind) -> TokenFlags {
    switch kind {
    case .openBracket, .openQuote: [.punctuation, .opening]
    case .closeBracket, .closeQuote: [.punctuation, .closing]
    case .symbol: .symbol
    case .emoji, .regional: [.symbol, .emoji]
    default: .punctuation
    }
  }

  /// `#tag`, `@name`, `+44`, `.5`, `'90s`, `'em`, `&amp;`: a sign that begins a word.
  private func signedWord(at start: Int) -> Int? {
    let next = start + 1
    let isFree = start == chunkStart || !text.isWord(at: text.scalarStart(before: start))
    guard next < chunkEnd else { return nil }
    if text.bytes[start] == 0xC2 { return degrees(at: start) }
    guard isFree else { return nil }
    switch text.bytes[start] {
    case Ascii.hash where isLetter(next): return tag(from: start, .hashtag)
    case Ascii.at where isLetter(next): return tag(from: start, .address)
    case Ascii.plus where start == chunkStart && isDigit(next),
      Ascii.period where isDigit(next) ? followsSpaceOrCurrency(start) : isFileEnding(next):
      return wordBody(from: start, run: next)
    case Ascii.ampersand: return entity(at: start)
    case Ascii.apostrophe, 0xE2, 0xCA, 0xEF, Ascii.backtick: return elidedWord(at: start)
    default: return nil
    }
  }

  private func isLetter(_ offset: Int) -> Bool {
    isWord(offset) && !text.byteClass(offset).contains(.digit)
  }

  private func isDigit(_ offset: Int) -> Bool {
    offset < chunkEnd && text.byteClass(offset) == .digit
  }

  /// `.doc` on its own.
  private func isFileEnding(_ offset: Int) -> Bool {
    let end = runEnd(from: offset)
    return end > offset && traits(offset, end).contains(.nameEnding)
  }

  private func followsSpaceOrCurrency(_ offset: Int) -> Bool {
    offset == chunkStart
      || text.kind(at: text.scalarStart(before: offset)).kind == .symbol
  }

  private func tag(from start: Int, _ flag: TokenFlags) -> Int {
    let end = runEnd(from: start + 1)
    if end < chunkEnd, let after = contraction(start: start, end: end, flags: flag) {
      return after
    }
    append(start, end, looks(start, end).union(flag))
    return end
  }

  private func entity(at start: Int) -> Int? {
    var end = start + 1
    while end < chunkEnd, end - start < 9, !text.byteClass(end).isDisjoint(with: .letter) {
      end += 1
    }
    guard end > start + 2, text[end] == Ascii.semicolon, end < chunkEnd else { return nil }
    append(start, end + 1, .symbol)
    return end + 1
  }

  /// `'90s`, `'em`, and the clitic of a word that ended before the apostrophe: `"Lost"'s`.
  private func elidedWord(at start: Int) -> Int? {
    let (kind, length) = text.kind(at: start)
    let next = start + length
    guard kind == .apostrophe || text.bytes[start] == Ascii.backtick, isWord(next) else {
      return nil
    }
    let end = runEnd(from: next)
    let after = end < chunkEnd ? text.kind(at: end).kind : .space
    let isYear =
      end - next >= 2 && end - next <= 3 && isDigits(next, next + 2)
      && (end - next == 2 || text.bytes[end - 1] == UInt8(ascii: "s")) && after != .apostrophe
    let isElided = traits(next, end).contains(.elided) && after != .apostrophe
    let isClitic =
      start > chunkStart && clitic(after: start, apostrophe: start, letters: next) != nil
    guard isYear || isElided || isClitic else { return nil }
    let words = traits(next, end)
    if isElided, words.contains(.contraction) {
      let group = openGroup(start, end)
      let split = next + words.splits.first
      append(start, split, looks(start, split), group: group)
      append(split, end, looks(split, end), group: group)
    } else {
      append(start, end, looks(start, end))
    }
    return end
  }

  /// Reads `°C` as one token.
  private func degrees(at start: Int) -> Int? {
    let letter = start + 2
    guard text.scalar(at: start).value == 0xB0, letter < chunkEnd,
      text.byteClass(letter) == .upper, !isWord(letter + 1)
    else { return nil }
    append(start, letter + 1, [.symbol, .beyondASCII])
    return letter + 1
  }

  private func emoticonEnd(at start: Int) -> Int? {
    let kind = text.kind(at: start).kind
    guard text.bytes[start] < 0x80, kind != .terminator,
      start == chunkStart || !text.isWord(at: text.scalarStart(before: start))
        || text.byteClass(start).contains(.boundary)
    else { return nil }
    return Emoticon.end(in: text, at: start, before: chunkEnd, lexicon: lexicon)
  }

  /// A run of periods, or a run of other terminators with at most a single period: `..`, `?!`,
  /// `.?`.
  private func terminatorsEnd(from start: Int) -> Int {
    var end = start
    while end < chunkEnd {
      let (kind, length) = text.kind(at: end)
      guard kind == .terminator || kind == .ellipsis else { break }
      if end > start, isEllipsis(at: end) != isEllipsis(at: start) { break }
      end += length
      if isEllipsis(at: start) {
        while end < chunkEnd, text.bytes[end] == Ascii.period { end += 1 }
      }
    }
    return end
  }

  /// Whether two periods or an ellipsis sign stand at `offset`.
  private func isEllipsis(at offset: Int) -> Bool {
    if text.kind(at: offset).kind == .ellipsis { return true }
    return text.bytes[offset] == Ascii.period && text[offset + 1] == Ascii.period
      && offset + 1 < chunkEnd
  }

  /// A run of one ASCII sign, or an arrow: `--`, `***`, `<-`, `==>`.
  private func signsEnd(from start: Int) -> Int {
    let sign = text.bytes[start]
    var end = start + 1
    while end < chunkEnd, text.bytes[end] == sign { end += 1 }
    if sign == Ascii.less, end == start + 1 {
      while end < chunkEnd, text.bytes[end] == Ascii.hyphen || text.bytes[end] == Ascii.equals {
        end += 1
      }
    } else if sign == Ascii.hyphen || sign == Ascii.equals, end < chunkEnd,
      text.bytes[end] == Ascii.greater
    {
      end += 1
    }
    return end
  }

  /// A run of one scalar above U+007F that is a dash; otherwise the scalar alone.
  private func repeatsEnd(from start: Int) -> Int {
    let (value, length) = text.scalar(at: start)
    var end = start + length
    guard text.kind(at: start).kind == .dash else { return end }
    while end < chunkEnd, text.scalar(at: end).value == value { end += length }
    return end
  }

  private func extendersEnd(from start: Int) -> Int {
    var end = start
    while end < chunkEnd, text.bytes[end] >= 0x80 {
      let (kind, length) = text.kind(at: end)
      guard kind == .extender else { break }
      end += length
    }
    return end
  }

  /// The end of one emoji: a flag, or pictures held together by U+200D.
  private func emojiEnd(from start: Int) -> Int {
    let (kind, length) = text.kind(at: start)
    var end = start + length
    if kind == .regional {
      guard end < chunkEnd else { return end }
      let (second, width) = text.kind(at: end)
      return second == .regional ? end + width : end
    }
    while true {
      let extended = extendersEnd(from: end)
      let isJoined =
        extended > end && extended < chunkEnd
        && text.scalar(at: text.scalarStart(before: extended)).value == 0x200D
      guard isJoined, text.kind(at: extended).kind == .emoji else { return extended }
      end = extended + text.kind(at: extended).length
    }
  }
}
