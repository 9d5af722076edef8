import GalleyKit

/// Works over what `quotes@1` made: adds, changes, removes, sets metadata, drops.
struct QuoteReview: DocumentStage {
  static let manifest = Manifest(
    "quote-review@1",
    "Counts quotations and tidies them up.",
    types: [
      TypeDeclaration(
        "Sentence",
        [FeatureDeclaration("quotes", .integer, help: "Quotations that begin in it.")]
      )
    ],
    reads: ["Sentence", "Quote", "Quote.words", "Quote.question", "Quote.cue", "Cue", "Cue.lemma"],
    readsMetadata: ["language"],
    emits: ["Sentence.quotes"],
    changes: ["Cue.lemma"],
    removes: ["Quote"],
    sets: ["quoted_words"],
    drops: true,
    cost: "low",
    licence: "Apache-2.0"
  )

  struct Options: StageOptions {
    @Setting("Quotations with fewer tokens are removed.", unit: "tokens", in: 0...100) var fewest =
      2

    init() {}
  }

  private let options: Options
  private let sentence, quote, cue: Symbol
  private let quotesOfSentence, words, question, cueOfQuote, lemma: Symbol
  private let say: Symbol

  init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    sentence = setup.type("Sentence")
    quote = setup.type("Quote")
    cue = setup.type("Cue")
    quotesOfSentence = setup.feature("Sentence", "quotes")
    words = setup.feature("Quote", "words")
    question = setup.feature("Quote", "question")
    cueOfQuote = setup.feature("Quote", "cue")
    lemma = setup.feature("Cue", "lemma")
    say = setup.symbol("say")
  }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    if let language = document.metadata("language")?.text, language != "en" {
      throw StageFailure(code: "not-english", "the text is in '\(language)', not in English")
    }
    let quotes = document.annotations(of: quote)
    if quotes.isEmpty { return try output.drop("no-quotations") }

    let (words, questions) = (quotes.feature(words), quotes.feature(question))
    var total: Int64 = 0
    var short: [UInt32] = []
    var asking: [UInt32] = []
    for row in quotes.rows {
      try call.checkStop()
      let count = words?.integer(row) ?? 0
      total += count
      if count < options.fewest {
        short.append(quotes.id[row])
      } else if questions?.flag(row) == true, let cue = verbSay(of: row, quotes, document) {
        asking.append(cue)
      }
    }
    try output.setMetadata("quoted_words", .integer(total))
    try output.remove(quote, ids: short)

    var lemmas = ColumnBuilder(lemma, .text)
    for _ in asking { lemmas.append(text: output.text("ask")) }
    try output.set(cue, ids: asking, lemmas)

    let sentences = document.annotations(of: sentence)
    var inside = [Int64](repeating: 0, count: sentences.count)
    var next = quotes.rows[...]
    for row in sentences.rows {
      while let first = next.first, quotes.start[first] < sentences.end[row] {
        inside[row] += 1
        next = next.dropFirst()
      }
    }
    var counts = ColumnBuilder(quotesOfSentence, .integer)
    counts.append(integers: inside)
    try output.set(sentence, everyRow: counts)
  }

  /// The verb of a quotation when it is 'say': texts are numbers, and equal ones have the same.
  private func verbSay(
    of row: Int,
    _ quotes: AnnotationTable,
    _ document: borrowing Document
  ) -> UInt32? {
    guard let column = quotes.feature(cueOfQuote), column.has(row),
      let verb = document.row(of: column.reference(row), in: cue),
      let lemmas = document.annotations(of: cue).feature(lemma), lemmas.text(verb) == say
    else { return nil }
    return column.reference(row)
  }
}
