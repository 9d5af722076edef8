/// Splits text into the words of Universal Dependencies, as in its English Web Treebank.
///
/// Tokens never cross a sentence end or white space; together they cover every byte that is not
/// white space. Time is linear in the length of the text.
public struct Tokenizer: Sendable {
  private let lexicon: Lexicon
  /// How many bytes are read between two looks at `shouldStop`.
  private static let stride = 64 * 1024

  public init(lexicon: Lexicon) {
    self.lexicon = lexicon
  }

  /// Appends the tokens of `text` to `list`, in order.
  ///
  /// `text` is valid UTF-8 of at most 2 GiB. `sentences` are ordered; text between them is
  /// split too. Without sentences the whole text counts as one, and its last period as its end.
  /// `shouldStop` is asked about every 64 KiB; once it says yes the answer is `false` and `list`
  /// is incomplete.
  public func split(
    _ text: UnsafeBufferPointer<UInt8>,
    sentences: [ByteSpan],
    into list: inout TokenList,
    shouldStop: () -> Bool = { false }
  ) -> Bool {
    var pass = TokenPass(text: ByteText(text), lexicon: lexicon)
    swap(&pass.list, &list)
    defer { swap(&pass.list, &list) }
    var position = 0
    for sentence in sentences {
      let start = max(Int(sentence.start), position)
      let end = min(Int(sentence.end), text.count)
      guard
        run(&pass, from: position, to: start, isSentence: false, shouldStop),
        run(&pass, from: start, to: end, isSentence: true, shouldStop)
      else { return false }
      position = max(position, end)
    }
    return run(&pass, from: position, to: text.count, isSentence: sentences.isEmpty, shouldStop)
  }

  private func run(
    _ pass: inout TokenPass, from start: Int, to end: Int, isSentence: Bool,
    _ shouldStop: () -> Bool
  ) -> Bool {
    if start >= end { return true }
    pass.begin(from: start, to: end, isSentence: isSentence)
    while pass.position < end {
      if pass.position >= pass.nextStop {
        if shouldStop() { return false }
        pass.nextStop = pass.position + Self.stride
      }
      pass.advance(to: min(end, pass.nextStop))
    }
    return true
  }
}
