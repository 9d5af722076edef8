import GalleyKit

/// Finds hashtags in UTF-8 text.
///
/// A hashtag is '#' at the start of a word, followed by letters, digits and '_', among them a letter:
/// `#climate`, not `#1`, `C#` or `page.html#top`.
enum HashtagScanner {
  /// The spans of all hashtags, sign included, with at least `shortest` characters after it.
  static func spans(in text: UnsafeBufferPointer<UInt8>, shortest: Int) -> [TextSpan] {
    var spans: [TextSpan] = []
    var position = 0
    while let sign = text[position...].firstIndex(of: UInt8(ascii: "#")) {
      let word = word(after: sign, in: text)
      if word.hasLetter, word.characters >= shortest, !isInsideWord(sign, in: text) {
        spans.append(TextSpan(sign..<word.end))
      }
      position = word.end
    }
    return spans
  }

  private struct Word {
    var end: Int
    var characters = 0
    var hasLetter = false
  }

  private static func word(after sign: Int, in text: UnsafeBufferPointer<UInt8>) -> Word {
    var word = Word(end: sign + 1)
    while let scalar = scalar(at: word.end, in: text), isWordPart(scalar) {
      word.end += UTF8.width(scalar)
      word.characters += 1
      if scalar.properties.isAlphabetic { word.hasLetter = true }
    }
    return word
  }

  private static func isInsideWord(_ sign: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = sign - 1
    while start >= 0, UTF8.isContinuation(text[start]) { start -= 1 }
    guard start >= 0, let before = scalar(at: start, in: text) else { return false }
    return isWordPart(before) || before == "&" || before == "#"
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
  }

  /// The scalar whose first byte stands at `position`; nil at the end.
  private static func scalar(
    at position: Int,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Unicode.Scalar? {
    guard position < text.count else { return nil }
    let end = min(text.count, position + 4)
    var bytes = text[position..<end].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
    return scalar
  }
}
