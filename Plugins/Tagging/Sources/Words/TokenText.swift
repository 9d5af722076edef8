import GalleyKit

/// A text with its words and sentences, as taggers go through it.
struct TokenText {
  /// Longer sentences are taken apart: memory grows with the longest one.
  static let longestSentence = 512

  let utf8: UnsafeBufferPointer<UInt8>
  /// In order, none empty.
  var words: [TextSpan] = []
  /// Ranges of `words`: all of them, in order.
  var sentences: [Range<Int>] = []

  init(_ utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

  /// Divides the words into sentences.
  ///
  /// `spans`: the sentences in order; a word belongs to the last one that begins before its end.
  mutating func divide(by spans: [TextSpan]) {
    var first = 0
    var next = 0
    while next < spans.count, spans[next].start <= words.first?.start ?? 0 { next += 1 }
    for word in words.indices {
      var begins = word - first == Self.longestSentence
      while next < spans.count, spans[next].start < words[word].end {
        begins = true
        next += 1
      }
      if begins, word > first {
        sentences.append(first..<word)
        first = word
      }
    }
    if first < words.count { sentences.append(first..<words.count) }
  }

  func bytes(of word: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: utf8[Int(words[word].start)..<Int(words[word].end)])
  }

  /// Bit 1: white space or the text's end lies before a word, bit 2: behind it.
  func spaces(around word: Int) -> UInt8 {
    let (start, end) = (Int(words[word].start), Int(words[word].end))
    let before = start == 0 || Self.isSpace(utf8[start - 1])
    let behind = end == utf8.count || Self.isSpace(utf8[end])
    return (before ? 1 : 0) | (behind ? 2 : 0)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
