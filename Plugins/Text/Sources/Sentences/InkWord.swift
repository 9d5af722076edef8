import GalleyLearning

/// What stands between two white spaces, as the model sees it: a word and the signs around it.
///
/// Offsets are UTF-8 bytes.
struct InkWord {
  /// How the word between the signs is written.
  enum Look: UInt64 {
    case none, small, capital, capitals, initial, mixed, other, number, code, address
  }

  let start: Int
  let end: Int
  /// The word in lower case, without the signs around it.
  let hash: UInt64
  let look: Look
  let traits: WordTraits
  /// The first and the last byte when these are signs, else 0.
  let lead: UInt64
  let tail: UInt64

  /// No word: what stands before the first and behind the last one.
  init(at offset: Int) {
    start = offset
    end = offset
    hash = 0
    look = .none
    traits = []
    lead = 0
    tail = 0
  }

  /// Reads the word at `start`, which ends before `limit`.
  init(_ text: ByteText, lexicon: Lexicon, at start: Int, before limit: Int) {
    var end = start
    while end < limit {
      let byteClass = text.byteClass(end)
      if byteClass.contains(.space) { break }
      guard byteClass.contains(.high) else {
        end += 1
        continue
      }
      let (kind, length) = text.kind(at: end)
      if kind == .space || kind == .lineBreak { break }
      end += length
    }
    var first = start
    while first < end, !text.isWord(at: first) { first += text.scalar(at: first).length }
    var last = end
    while last > first {
      let sign = text.scalarStart(before: last)
      if text.isWord(at: sign) { break }
      last = sign
    }
    self.start = start
    self.end = end
    lead = first > start ? UInt64(text.bytes[start]) : 0
    tail = last < end ? UInt64(text.bytes[text.scalarStart(before: end)]) : 0
    look = Self.look(text, first, last)
    let length = last - first
    let isShort = length > 0 && length <= PackedWord.limit
    hash =
      isShort
      ? PackedWord(text.bytes + first, length: length, readable: text.count - first).hash
      : UInt64(look.rawValue)
    traits = lexicon.traits(text.bytes + first, length: length, readable: text.count - first)
  }

  private static func look(_ text: ByteText, _ start: Int, _ end: Int) -> Look {
    if start == end { return .none }
    var classes: ByteClass = []
    for offset in start..<end { classes.formUnion(text.byteClass(offset)) }
    let hasLetters = !classes.isDisjoint(with: [.letter, .high])
    if classes.contains(.address), hasLetters { return .address }
    switch text.kind(at: start).kind {
    case .digit: return hasLetters ? .code : .number
    case .lower: return classes.contains(.upper) ? .mixed : .small
    case .upper:
      if start + text.scalar(at: start).length == end { return .initial }
      return classes.contains(.lower) ? .capital : .capitals
    default: return .other
    }
  }
}
