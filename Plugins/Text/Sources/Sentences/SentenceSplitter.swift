/// Finds sentences by rule, in one pass over UTF-8 bytes.
///
/// The spans have no white space at their ends, are never empty, do not overlap and together cover
/// every byte that is not white space. Time is linear in the length of the text.
public struct SentenceSplitter: Sendable {
  /// What a single line break means.
  public enum LineBreaks: Sendable {
    /// A space in text wrapped by hand, otherwise the end of a paragraph.
    case automatic
    /// The end of a paragraph, and of a sentence.
    case end
    /// A space; only blank lines end a paragraph.
    case space
  }

  private let lexicon: Lexicon
  private let policy: LineLayout.Policy

  /// How many bytes are read between two looks at `shouldStop`.
  private static let stride = 64 * 1024

  public init(lexicon: Lexicon, lineBreaks: LineBreaks = .automatic) {
    self.lexicon = lexicon
    policy =
      switch lineBreaks {
      case .automatic: .automatic
      case .end: .breaks
      case .space: .spaces
      }
  }

  /// Appends the sentences of `text` to `sentences`, in order.
  ///
  /// `text` is valid UTF-8 of at most 2 GiB. `shouldStop` is asked about every 64 KiB; once it
  /// says yes the answer is `false` and `sentences` is incomplete.
  public func split(
    _ text: UnsafeBufferPointer<UInt8>,
    into sentences: inout [ByteSpan],
    shouldStop: () -> Bool = { false }
  ) -> Bool {
    let text = ByteText(text)
    var pass = SentencePass(
      text: text, lexicon: lexicon, layout: LineLayout(text, lexicon: lexicon, policy: policy))
    while pass.position < text.count {
      if shouldStop() { return false }
      pass.advance(to: min(pass.position + Self.stride, text.count), into: &sentences)
    }
    pass.close(at: text.count, into: &sentences)
    return true
  }
}
