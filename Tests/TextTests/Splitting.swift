import GalleyKit

@testable import Text

/// The sentence spans of a text, by rules and the model that comes along, or by rules alone.
func sentenceSpans(
  _ text: String,
  _ paragraphs: ParagraphRule = .auto,
  model: SentenceModel? = TestFiles.sentenceModel
) -> [TextSpan] {
  var spans: [TextSpan] = []
  let splitter = SentenceSplitter(
    lexicon: TestFiles.lexicon,
    paragraphs: paragraphs,
    model: model
  )
  Array(text.utf8).withUnsafeBufferPointer { splitter.split($0, into: &spans) {} }
  return spans
}

/// The sentences of a text.
func sentences(
  _ text: String,
  _ paragraphs: ParagraphRule = .auto,
  model: SentenceModel? = TestFiles.sentenceModel
) -> [String] {
  sentenceSpans(text, paragraphs, model: model).map { covered(text, $0) }
}

/// The tokens of a text, inside of its sentences.
func tokenList(_ text: String) -> TokenList {
  let list = TokenList()
  let tokenizer = Tokenizer(lexicon: TestFiles.lexicon)
  let spans = sentenceSpans(text)
  Array(text.utf8).withUnsafeBufferPointer {
    tokenizer.split($0, sentences: spans, into: list) {}
  }
  return list
}

/// The covered texts of the tokens of a text.
func tokens(_ text: String) -> [String] {
  tokenList(text).tokens.map { covered(text, TextSpan(start: $0.start, end: $0.end)) }
}

func covered(_ text: String, _ span: TextSpan) -> String {
  String(decoding: Array(text.utf8)[span.range], as: UTF8.self)
}
