/// A run of letters and digits.
///
/// Offsets are UTF-8 bytes.
struct ScannedWord {
  let start: Int
  let end: Int
  let first: ScalarKind
  let hasLower: Bool
  let hasUpper: Bool
  let hasDigit: Bool

  var length: Int { end - start }
  var isDigits: Bool { hasDigit && !hasLower && !hasUpper }
  /// Has capitals and no small letters; one letter is enough.
  var isCapitals: Bool { hasUpper && !hasLower }

  /// The word for look-ups, `nil` when it is too long.
  func packed(_ text: ByteText) -> PackedWord? {
    guard length <= PackedWord.limit else { return nil }
    return PackedWord(text.bytes + start, length: length, readable: text.count - start)
  }
}

/// Goes through the words of a stretch of text; apostrophes and hyphens part them.
struct WordScan {
  private let text: ByteText
  private(set) var offset: Int
  private let end: Int

  init(_ text: ByteText, from start: Int, to end: Int) {
    self.text = text
    self.end = end
    offset = start
  }

  mutating func next() -> ScannedWord? {
    var kind = ScalarKind.space
    while offset < end {
      let length: Int
      (kind, length) = text.kind(at: offset)
      if kind.isWord, kind != .extender { break }
      offset += length
    }
    guard offset < end else { return nil }
    let start = offset
    let first = kind
    var hasLower = false
    var hasUpper = false
    var hasDigit = false
    while offset < end {
      let (kind, length) = text.kind(at: offset)
      guard kind.isWord else { break }
      hasLower = hasLower || kind == .lower
      hasUpper = hasUpper || kind == .upper
      hasDigit = hasDigit || kind == .digit
      offset += length
    }
    return ScannedWord(
      start: start,
      end: offset,
      first: first,
      hasLower: hasLower,
      hasUpper: hasUpper,
      hasDigit: hasDigit
    )
  }
}
