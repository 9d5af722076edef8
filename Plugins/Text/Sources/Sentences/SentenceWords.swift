/// The run of ink before a terminator.
///
/// Offsets are UTF-8 bytes.
struct PrecedingWord {
  let start: Int
  let end: Int
  /// Has a period inside.
  private(set) var isDotted = false
  private(set) var looksLikeAddress = false
  /// The classes of all its bytes.
  private(set) var classes: ByteClass = []
  private let text: ByteText

  /// How far back a word is followed, in bytes: what is longer is no abbreviation.
  private static let reach = 64

  init(_ text: ByteText, before end: Int, from floor: Int) {
    self.text = text
    self.end = end
    var start = end
    let floor = max(floor, end - Self.reach)
    while start > floor {
      let byte = text.bytes[start - 1]
      let byteClass = text.byteClass(start - 1)
      if byteClass.contains(.space) || Self.opens(byte) { break }
      if byteClass.contains(.high), Self.isSeparator(text, endingAt: start) { break }
      isDotted = isDotted || byte == Ascii.period
      looksLikeAddress =
        looksLikeAddress || !byteClass.isDisjoint(with: .address) || byte == Ascii.equals
      classes.formUnion(byteClass)
      start -= 1
    }
    while start < end, text.bytes[start] & 0xC0 == 0x80 { start += 1 }
    self.start = start
  }

  var length: Int { end - start }
  var isDigits: Bool { classes == .digit }
  var isLowerCase: Bool { classes == .lower }
  var isLetters: Bool { !classes.isEmpty && classes.isSubset(of: .letter) }
  var beginsUpper: Bool { length > 0 && text.kind(at: start).kind == .upper }
  var isSingleCapital: Bool {
    length > 0 && beginsUpper && start + text.scalar(at: start).length == end
  }

  /// Single letters with periods between them: `U.S`, `p.m`.
  var isInitialism: Bool {
    guard isDotted, length % 2 == 1 else { return false }
    for index in start..<end {
      let byteClass = text.byteClass(index)
      let isPeriod = text.bytes[index] == Ascii.period
      guard (index - start) % 2 == 1 ? isPeriod : !byteClass.isDisjoint(with: .letter) else {
        return false
      }
    }
    return true
  }

  /// Has letters but no vowel, as abbreviations often have.
  var lacksVowel: Bool {
    guard isLetters else { return false }
    return !(start..<end).contains { index in
      switch text.bytes[index] | 0x20 {
      case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
        UInt8(ascii: "u"), UInt8(ascii: "y"):
        true
      default: false
      }
    }
  }

  func traits(in lexicon: Lexicon) -> WordTraits {
    lexicon.traits(text.bytes + start, length: length, readable: text.count - start)
  }

  private static func opens(_ byte: UInt8) -> Bool {
    byte == Ascii.openParenthesis || byte == Ascii.openBracket || byte == Ascii.quote
      || byte == Ascii.hyphen || byte == Ascii.slash || byte == Ascii.asterisk
  }

  /// Whether a quote, a dash or white space above U+007F ends at `offset`.
  private static func isSeparator(_ text: ByteText, endingAt offset: Int) -> Bool {
    guard offset == text.count || text.bytes[offset] & 0xC0 != 0x80 else { return false }
    return switch text.kind(at: text.scalarStart(before: offset)).kind {
    case .space, .lineBreak, .openQuote, .closeQuote, .openBracket, .closeBracket, .dash: true
    default: false
    }
  }
}

/// The word after a possible sentence end, with what opens before it.
///
/// Offsets are UTF-8 bytes.
struct FollowingWord {
  /// Where the next ink stands, opening quotes and brackets included.
  let position: Int
  /// Where the word behind them begins.
  private(set) var start: Int
  private(set) var end: Int
  private(set) var opensQuote = false
  private(set) var opensBracket = false
  let kind: ScalarKind
  let traits: WordTraits
  /// Has no small letter.
  let isCapitals: Bool
  /// `A` before a small letter or a digit, which is no initial.
  private let isArticle: Bool

  init(_ text: ByteText, lexicon: Lexicon, at position: Int) {
    self.position = position
    var start = position
    // More than three opening signs are no beginning of a sentence worth reading.
    while start < text.count, start < position + 9 {
      let (kind, length) = text.kind(at: start)
      switch kind {
      case .openQuote, .straightQuote, .apostrophe: opensQuote = true
      case .openBracket: opensBracket = true
      default: break
      }
      guard
        kind == .openQuote || kind == .straightQuote || kind == .apostrophe
          || kind == .openBracket
      else { break }
      start += length
    }
    self.start = start
    kind = text.kind(at: start, before: text.count)
    end = start
    while end < text.count, end - start <= PackedWord.limit,
      !text.byteClass(end).isDisjoint(with: .letter)
        || (text.bytes[end] == Ascii.apostrophe && text.isWord(at: end + 1))
    {
      end += 1
    }
    isCapitals = !(start..<end).contains { text.byteClass($0).contains(.lower) }
    isArticle =
      end == start + 1 && text.bytes[start] == UInt8(ascii: "A") && text[end] == Ascii.space
      && end + 1 < text.count && !text.byteClass(end + 1).isDisjoint(with: [.lower, .digit])
    let reaches = !text.isWord(at: end)
    traits =
      reaches
      ? lexicon.traits(text.bytes + start, length: end - start, readable: text.count - start)
      : []
  }

  var length: Int { end - start }
  var isUpper: Bool { kind == .upper }
  var isLower: Bool { kind == .lower }
  var isStarter: Bool { isUpper && (traits.contains(.starter) || isArticle) }
}
