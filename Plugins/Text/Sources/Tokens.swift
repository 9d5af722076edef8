public import GalleyKit

/// Splits text into the words of Universal Dependencies.
public struct Tokens: DocumentStage {
  public static let manifest = Manifest(
    "tokens@1",
    "Splits text into words, as Universal Dependencies does for English.",
    types: [
      TypeDeclaration(
        "Token",
        [
          FeatureDeclaration("lower", .text, help: "The covered text in lower case."),
          FeatureDeclaration(
            "flags",
            .integer,
            help: "What the token looks like, as a sum of bits; see the plugin's README."
          ),
          FeatureDeclaration(
            "mwt",
            .span,
            help: "The whole contraction, on each of its words: do and n't of don't."
          ),
        ],
        help: "A word, number, sign or address."
      )
    ],
    readsOptional: ["Sentence"],
    emits: ["Token", "Token.lower", "Token.flags", "Token.mwt"],
    resources: WordLists.files,
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Contractions, hyphens and currency signs part; an abbreviation keeps its period.",
        files: ["firm.txt": "They don't trust the $500m U.S.-based firm."],
        pipeline: """
          pipeline: tokens/1
          source: {uses: text-files@1, with: {path: firm.txt}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1, with: {lower: true}}
          export:
            - {uses: csv@1, with: {types: [Token]}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting("Whether to add the feature 'lower'; takes longer than splitting.")
    var lower = false

    @Setting("More abbreviations, without their last period.", example: ["Bhd", "Kgl"])
    var abbreviations: [String] = []

    public init() {}
  }

  /// The tokens of one document and the rows made of them.
  public struct Scratch {
    var sentences: [TextSpan] = []
    let list = TokenList()
    var rows: TokenRows
  }

  private let tokenizer: Tokenizer
  private let splitter: SentenceSplitter
  private let sentence: Symbol
  private let columns: TokenRows.Columns

  public init(options: Options, setup: borrowing Setup) throws {
    let lexicon = try WordLists.lexicon(
      WordLists.files,
      abbreviations: options.abbreviations,
      setup: setup
    )
    tokenizer = Tokenizer(lexicon: lexicon)
    splitter = SentenceSplitter(lexicon: lexicon)
    sentence = setup.type("Sentence")
    columns = TokenRows.Columns(setup, hasLower: options.lower)
    var emits: [SchemaPath] = ["Token", "Token.flags", "Token.mwt"]
    if options.lower { emits.append("Token.lower") }
    setup.declare(emits: emits)
  }

  public func makeScratch() -> Scratch {
    Scratch(rows: TokenRows(columns))
  }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.list.removeAll()
    scratch.sentences.removeAll(keepingCapacity: true)
    let table = document.annotations(of: sentence)
    for row in table.rows { scratch.sentences.append(table.span(row)) }
    if table.isEmpty {
      try splitter.split(document.utf8, into: &scratch.sentences) { try call.checkStop() }
    }
    try tokenizer.split(
      document.utf8,
      sentences: scratch.sentences,
      into: scratch.list
    ) { try call.checkStop() }
    try scratch.rows.write(scratch.list, of: document, to: output)
  }
}
