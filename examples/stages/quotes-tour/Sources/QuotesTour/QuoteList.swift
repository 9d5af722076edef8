import GalleyKit

/// Writes every quotation as a line, with all its features.
struct QuoteList: LinesExporter {
  static let manifest = Manifest(
    "quote-list@1",
    "Writes every quotation as a line.",
    reads: ["Quote"],
    readsOptional: [
      "Quote.opening", "Quote.words", "Quote.share", "Quote.question", "Quote.inner", "Quote.cue",
      "Quote.tokens", "Cue", "Token",
    ],
    cost: "medium",
    licence: "Apache-2.0"
  )

  struct Options: StageOptions {
    @Setting("The file.") var path = "quotes.txt"

    init() {}
  }

  private let symbols: QuoteSymbols

  init(options: Options, setup: borrowing Setup) throws {
    setup.declare(outputs: [OutputDeclaration(options.path, .lines)])
    symbols = QuoteSymbols(setup)
  }

  func header(output: Int) -> String { "quotations\n" }

  func render(
    _ document: borrowing Document,
    output: Int,
    into bytes: borrowing OutputBytes,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    let quotes = document.annotations(of: symbols.quote)
    for row in quotes.rows {
      try call.checkStop()
      let line = line(row, quotes, document)
      try bytes.write(Array("\(document.id): \(line.joined(separator: ", "))\n".utf8))
    }
  }

  private func line(
    _ row: Int,
    _ quotes: AnnotationTable,
    _ document: borrowing Document
  ) -> [String] {
    var parts = [document.coveredText(of: quotes.span(row))]
    if let column = quotes.feature(symbols.opening), column.has(row) {
      parts.append("opening \(document.text(of: column.text(row)))")
    }
    if let column = quotes.feature(symbols.words), column.has(row) {
      parts.append("\(column.integer(row)) words")
    }
    if let column = quotes.feature(symbols.share), column.has(row) {
      parts.append("\(Int(column.number(row) * 100)) %")
    }
    if let column = quotes.feature(symbols.question), column.has(row), column.flag(row) {
      parts.append("question")
    }
    if let column = quotes.feature(symbols.inner), column.has(row) {
      parts.append("inner \(column.span(row))")
    }
    if let column = quotes.feature(symbols.cueOfQuote), column.has(row),
      let cue = document.row(of: column.reference(row), in: symbols.cue)
    {
      let span = document.annotations(of: symbols.cue).span(cue)
      parts.append("cue \(document.coveredText(of: span))")
    }
    if let column = quotes.feature(symbols.tokens), column.has(row) {
      let tokens = document.annotations(of: symbols.token)
      let words = column.list(row).compactMap { position in
        document.row(of: column.referenceItem(position), in: symbols.token)
      }
      parts.append(
        "tokens " + words.map { document.coveredText(of: tokens.span($0)) }.joined(separator: "|")
      )
    }
    return parts
  }
}
