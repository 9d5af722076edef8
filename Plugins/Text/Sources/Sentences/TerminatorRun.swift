/// A run of sentence terminators with the brackets and quotes that close after it: `?!`, `.")`,
/// `. . .`, `.[3]`.
///
/// Offsets are UTF-8 bytes.
struct TerminatorRun {
  struct Closers: OptionSet {
    let rawValue: UInt8
    static let quote = Closers(rawValue: 1)
    static let bracket = Closers(rawValue: 2)
  }

  let start: Int
  /// The end of the terminators before the first closer.
  private(set) var core: Int
  private(set) var end: Int
  private(set) var closers: Closers = []
  /// Two periods or more, or an ellipsis sign.
  private(set) var isEllipsis = false
  /// Has `!`, `?` or a terminator that is not ASCII.
  private(set) var isStrong = false
  /// Has a terminator of a script that does not put a space after it.
  private(set) var isForeign = false

  init(_ text: ByteText, at offset: Int) {
    start = offset
    end = offset
    core = offset
    readTerminators(text)
    core = end
    while readClosers(text) {
      let before = end
      if end < text.count, Self.isTerminator(text.kind(at: end).kind) { readTerminators(text) }
      if end == before { break }
    }
  }

  private static func isTerminator(_ kind: ScalarKind) -> Bool {
    kind == .terminator || kind == .ellipsis
  }

  /// Reads terminators, and the spaces inside of `. . .`.
  private mutating func readTerminators(_ text: ByteText) {
    while end < text.count {
      let (kind, length) = text.kind(at: end)
      if Self.isTerminator(kind) {
        note(kind, text.scalar(at: end).value, isFirst: end == start)
        end += length
      } else if text[end] == Ascii.space, text[end + 1] == Ascii.period,
        end > start, text[end - 1] == Ascii.period, !text.isWord(at: end + 2)
      {
        end += 1
      } else {
        return
      }
    }
  }

  private mutating func note(_ kind: ScalarKind, _ value: UInt32, isFirst: Bool) {
    if kind == .ellipsis {
      isEllipsis = true
    } else if value == UInt32(Ascii.period) {
      isEllipsis = isEllipsis || (!isFirst && closers == [])
    } else {
      isStrong = true
      isForeign = isForeign || value == 0x3002 || value >= 0xFF00
    }
  }

  /// Reads closing brackets and quotes and note marks such as `[3]`; whether there were any.
  private mutating func readClosers(_ text: ByteText) -> Bool {
    let before = end
    while end < text.count {
      let (kind, length) = text.kind(at: end)
      switch kind {
      case .closeBracket: closers.insert(.bracket)
      case .closeQuote: closers.insert(.quote)
      // „So“ closes with the sign that opens “so”.
      case .openQuote:
        if text.isWord(at: end + length) { return end > before }
        closers.insert(.quote)
      case .digit:
        guard text.isSuperscript(at: end) else { return end > before }
      case .straightQuote, .apostrophe:
        if text.isWord(at: end + length) { return end > before }
        closers.insert(.quote)
      case .openBracket:
        guard let note = text.noteEnd(at: end) else { return end > before }
        end = note
        continue
      default: return end > before
      }
      end += length
    }
    return end > before
  }
}

extension ByteText {
  /// Whether a letter, digit or mark stands at `offset`.
  func isWord(at offset: Int) -> Bool {
    offset < count && kind(at: offset).kind.isWord
  }

  /// Whether a raised digit, as a note mark is written, stands at `offset`.
  func isSuperscript(at offset: Int) -> Bool {
    switch scalar(at: offset).value {
    case 0xB2, 0xB3, 0xB9, 0x2070...0x2079: true
    default: false
    }
  }

  /// The end of a note mark of digits, `[12]`, at `offset`.
  func noteEnd(at offset: Int) -> Int? {
    guard self[offset] == Ascii.openBracket else { return nil }
    var end = offset + 1
    while end < offset + 5, end < count, byteClass(end).contains(.digit) { end += 1 }
    return end > offset + 1 && self[end] == Ascii.closeBracket ? end + 1 : nil
  }
}
