import GalleyKit

/// Finds sentences by rule, in one pass over UTF-8 bytes.
///
/// The spans have no white space at their ends, are never empty, do not overlap and together cover
/// every byte that is not white space. Time is linear in the length of the text.
struct SentenceSplitter: Sendable {
  private let lexicon: Lexicon
  private let paragraphs: ParagraphRule

  /// How many bytes are read between two calls of `checkStop`.
  private static let stride = 64 * 1024

  init(lexicon: Lexicon, paragraphs: ParagraphRule = .auto) {
    self.lexicon = lexicon
    self.paragraphs = paragraphs
  }

  /// Appends the sentences of `text` to `sentences`, in order.
  ///
  /// `text` is valid UTF-8 of at most 2 GiB. `checkStop` is called about every 64 KiB; what it
  /// throws ends the work and leaves `sentences` incomplete.
  func split(
    _ text: UnsafeBufferPointer<UInt8>,
    into sentences: inout [TextSpan],
    checkStop: () throws -> Void
  ) rethrows {
    let text = ByteText(text)
    var pass = SentencePass(
      text: text,
      lexicon: lexicon,
      layout: LineLayout(text, lexicon: lexicon, rule: paragraphs)
    )
    while pass.position < text.count {
      try checkStop()
      pass.advance(to: min(pass.position + Self.stride, text.count), into: &sentences)
    }
    pass.close(at: text.count, into: &sentences)
  }
}
