import GalleyKit

/// Finds sentences by rule, and where rules are in doubt by a model, in one pass over UTF-8 bytes.
///
/// The spans have no white space at their ends, are never empty, do not overlap and together cover
/// every byte that is not white space. Time is linear in the length of the text.
struct SentenceSplitter: Sendable {
  private let lexicon: Lexicon
  private let paragraphs: ParagraphRule
  private let model: SentenceModel?

  /// How many bytes are read between two calls of `checkStop`.
  private static let stride = 64 * 1024

  /// Without a model the rules decide all.
  init(lexicon: Lexicon, paragraphs: ParagraphRule = .auto, model: SentenceModel? = nil) {
    self.lexicon = lexicon
    self.paragraphs = paragraphs
    self.model = model
  }

  /// Appends the sentences of a text to `sentences`, in order; none crosses a border of `zones`.
  ///
  /// `bytes` is valid UTF-8 of at most 2 GiB. `checkStop` is called about every 64 KiB; what it
  /// throws ends the work and leaves `sentences` incomplete.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>,
    zones: [TextSpan] = [],
    into sentences: inout [TextSpan],
    checkStop: () throws -> Void
  ) rethrows {
    if let model {
      let judge = ModelJudge(model)
      try split(bytes, zones: zones, judge: judge, into: &sentences, checkStop: checkStop)
    } else {
      try split(bytes, zones: zones, judge: NoJudge(), into: &sentences, checkStop: checkStop)
    }
  }

  /// The same with another judge than the model.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>,
    zones: [TextSpan] = [],
    judge: some SentenceJudge,
    into sentences: inout [TextSpan],
    checkStop: () throws -> Void
  ) rethrows {
    let layout = LineLayout(ByteText(bytes), lexicon: lexicon, rule: paragraphs)
    var borders = zones.flatMap { [Int($0.start), Int($0.end)] }
    borders.append(bytes.count)
    borders.sort()
    var start = 0
    for border in borders where border > start {
      let first = sentences.count
      let part = UnsafeBufferPointer(rebasing: bytes[start..<border])
      try split(part, layout, judge, into: &sentences, checkStop)
      for index in first..<sentences.count { sentences[index].shift(by: start) }
      start = border
    }
  }

  /// Appends the sentences of a part of a text, in offsets of that part.
  private func split(
    _ part: UnsafeBufferPointer<UInt8>,
    _ layout: LineLayout,
    _ judge: some SentenceJudge,
    into sentences: inout [TextSpan],
    _ checkStop: () throws -> Void
  ) rethrows {
    let text = ByteText(part)
    var pass = SentencePass(text: text, lexicon: lexicon, layout: layout, judge: judge)
    while pass.position < text.count {
      try checkStop()
      pass.advance(to: min(pass.position + Self.stride, text.count), into: &sentences)
    }
    pass.close(at: text.count, into: &sentences)
  }
}

extension TextSpan {
  fileprivate mutating func shift(by offset: Int) {
    start += UInt32(offset)
    end += UInt32(offset)
  }
}
