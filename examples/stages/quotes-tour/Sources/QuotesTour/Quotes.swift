import GalleyKit

/// Marks quotations and the verbs of speech behind them.
///
/// It writes a feature of each kind: text, integer, number, flag, span, reference, list.
struct Quotes: DocumentStage {
  static let manifest = Manifest(
    "quotes@1",
    "Marks quotations, and verbs of speech behind them.",
    types: [
      TypeDeclaration(
        "Quote",
        [
          FeatureDeclaration("opening", .text, help: "The first token."),
          FeatureDeclaration("words", .integer, help: "Tokens between the marks."),
          FeatureDeclaration("share", .number, help: "Part of the text that it is, 0 to 1."),
          FeatureDeclaration("question", .flag, help: "Whether it ends with '?'."),
          FeatureDeclaration("inner", .span, help: "What stands between the marks."),
          FeatureDeclaration("cue", .reference, help: "The verb of speech."),
          FeatureDeclaration("tokens", .list, of: .reference, help: "What is said."),
        ],
        help: "Text in quotation marks."
      ),
      TypeDeclaration(
        "Cue",
        [FeatureDeclaration("lemma", .text, help: "The verb's dictionary form.")],
        help: "A verb that says that something was said."
      ),
    ],
    reads: ["Token"],
    emits: [
      "Quote", "Quote.opening", "Quote.words", "Quote.share", "Quote.question", "Quote.inner",
      "Quote.cue", "Quote.tokens", "Cue", "Cue.lemma",
    ],
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Marks of other languages are an option.",
        files: ["example.txt": "«Wann?», fragte sie."],
        pipeline: """
          pipeline: quotes-example/1
          source: {uses: text-files@1, with: {path: example.txt}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1}
            - uses: quotes@1
              with:
                marks: [{open: "«", close: "»"}]
                verbs: [fragte]
                lemmas: {fragte: fragen}
          export:
            - {uses: csv@1, with: {types: [Quote, Cue]}}
          """
      )
    ]
  )

  private let options: QuoteOptions
  private let scanner: QuoteScanner
  private let verbs: Set<String>
  private let symbols: QuoteSymbols

  init(options: QuoteOptions, setup: borrowing Setup) throws {
    for (number, marks) in options.marks.enumerated() where marks.isIncomplete {
      setup.report(
        code: "empty-mark",
        at: "/marks/\(number)",
        "a quotation cannot begin or end with an empty mark",
        fix: "give both 'open' and 'close' a text"
      )
    }
    let verbs = try Set(options.verbs + Self.verbs(of: options.verbFile, setup))
    if options.marks.contains(where: \.isIncomplete) { throw PrepareFailure.reported }
    if verbs.isEmpty {
      setup.declare(
        emits: Self.manifest.facts.emits.filter { $0.type == "Quote" && $0.feature != "cue" }
      )
    }
    self.options = options
    self.verbs = verbs
    scanner = QuoteScanner(
      pairs: options.marks.map { .init(open: Array($0.open.utf8), close: Array($0.close.utf8)) },
      longest: Int(options.longest.count)
    )
    symbols = QuoteSymbols(setup)
  }

  /// The verbs of a file, one on each line.
  private static func verbs(of file: FilePath?, _ setup: borrowing Setup) throws -> [String] {
    guard let file else { return [] }
    let resource = try setup.resource(file.path, option: "/verb_file")
    let lines = String(decoding: resource.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (number, line) in lines.enumerated() where line.contains(" ") {
      setup.report(
        .warning,
        code: "not-one-word",
        in: resource,
        line: number + 1,
        "'\(line)' is more than one word, so no token is like it",
        fix: "write one verb on each line"
      )
    }
    return lines
  }

  /// The new annotations of one document; a lane uses the memory again.
  func makeScratch() -> AnnotationBatch {
    var columns = [
      ColumnBuilder(symbols.opening, .text),
      ColumnBuilder(symbols.words, .integer),
      ColumnBuilder(symbols.share, .number),
      ColumnBuilder(symbols.question, .flag),
      ColumnBuilder(symbols.inner, .span),
      ColumnBuilder(symbols.tokens, .list, of: .reference),
    ]
    if !verbs.isEmpty { columns.append(ColumnBuilder(symbols.cueOfQuote, .reference)) }
    return AnnotationBatch(symbols.quote, columns: columns)
  }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch batch: inout AnnotationBatch,
    call: borrowing StageCall
  ) throws {
    batch.removeAll()
    let text = document.utf8
    let tokens = document.annotations(of: symbols.token)
    let rows = tokens.rows
    var position = 0
    var next = 0
    while let quotation = scanner.next(in: text, from: position) {
      try call.checkStop()
      position = Int(quotation.span.end)
      while next < rows.count, tokens.start[rows[next]] < quotation.inner.start { next += 1 }
      let first = next
      while next < rows.count, tokens.end[rows[next]] <= quotation.inner.end { next += 1 }
      let share = Double(quotation.span.count) / Double(text.count)
      guard next - first >= options.shortest, share <= options.largestShare else { continue }
      let cue = try addCue(behind: quotation, tokens, rows[next...], document, output)
      if options.needsCue, cue == nil { continue }

      let isQuestion = text[Int(quotation.inner.end) - 1] == UInt8(ascii: "?")
      batch.append(quotation.span)
      batch.columns[0].append(text: opening(tokens.span(rows[first]), document, output))
      batch.columns[1].append(integer: Int64(next - first))
      batch.columns[2].append(number: share)
      batch.columns[3].append(flag: isQuestion)
      batch.columns[4].append(span: quotation.inner)
      batch.columns[5].append(list: rows[first..<next].map { tokens.id[$0] })
      if verbs.isEmpty { continue }
      if let cue { batch.columns[6].append(reference: cue) } else { batch.columns[6].appendNull() }
    }
    try output.add(batch)
  }

  /// Adds the verb of speech among the first tokens behind a quotation.
  ///
  /// - Returns: its id, to refer to it.
  private func addCue(
    behind quotation: Quotation,
    _ tokens: AnnotationTable,
    _ rows: Slice<AnnotationOrder>,
    _ document: borrowing Document,
    _ output: borrowing Annotations
  ) throws -> UInt32? {
    for row in rows.prefix(4) where tokens.start[row] >= quotation.span.end {
      let verb = document.coveredText(of: tokens.span(row)).lowercased()
      guard verbs.contains(verb) else { continue }
      let lemma = output.text(options.lemmas[verb] ?? verb)
      return try output.add(
        symbols.cue,
        tokens.span(row),
        [FeatureValue(symbols.lemma, .text(lemma))]
      )
    }
    return nil
  }

  private func opening(
    _ span: TextSpan,
    _ document: borrowing Document,
    _ output: borrowing Annotations
  ) -> Symbol {
    switch options.opening {
    case .asWritten: output.text(UnsafeBufferPointer(rebasing: document.utf8[span.range]))
    case .lower: output.text(document.coveredText(of: span).lowercased())
    }
  }
}
