import GalleyKit

/// Splits text into the words of Universal Dependencies, as in its English Web Treebank.
///
/// Tokens never cross a sentence end or white space; together they cover every byte that is not
/// white space. Time is linear in the length of the text.
struct Tokenizer: Sendable {
  private let lexicon: Lexicon
  /// How many bytes are read between two calls of `checkStop`.
  private static let stride = 64 * 1024

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
  }

  /// Appends the tokens of `text` to `list`, in order.
  ///
  /// `text` is valid UTF-8 of at most 2 GiB. `sentences` are in annotation order; text between
  /// them is split too. Without sentences the whole text counts as one, and its last period as its
  /// end. `checkStop` is called about every 64 KiB; what it throws ends the work and leaves `list`
  /// incomplete.
  func split(
    _ text: UnsafeBufferPointer<UInt8>,
    sentences: [TextSpan],
    into list: TokenList,
    checkStop: () throws -> Void
  ) rethrows {
    let pass = TokenPass(text: ByteText(text), lexicon: lexicon, columns: list.columns)
    defer { withExtendedLifetime(list) {} }
    var position = 0
    for sentence in sentences {
      let start = max(Int(sentence.start), position)
      let end = max(start, min(Int(sentence.end), text.count))
      if !pass.isBlank(position..<start) {
        try run(pass, position..<start, isSentence: false, checkStop)
      }
      try run(pass, start..<end, isSentence: true, checkStop)
      position = end
    }
    try run(pass, position..<text.count, isSentence: sentences.isEmpty, checkStop)
  }

  private func run(
    _ pass: TokenPass,
    _ range: Range<Int>,
    isSentence: Bool,
    _ checkStop: () throws -> Void
  ) rethrows {
    if range.isEmpty { return }
    pass.begin(range, isSentence: isSentence)
    while pass.position < range.upperBound {
      if pass.position >= pass.nextStop {
        try checkStop()
        pass.nextStop = pass.position + Self.stride
      }
      pass.advance(to: min(range.upperBound, pass.nextStop))
    }
  }
}
