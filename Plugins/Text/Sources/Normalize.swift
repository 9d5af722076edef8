public import GalleyKit

/// Adds a view of the text in which the same thing is always written the same way.
public struct Normalize: DocumentStage {
  public static let manifest = Manifest(
    "normalize@1",
    "Adds a view of the text in which the same thing is always written the same way.",
    views: ["clean"],
    configurable: true,
    resources: [EntityTable.file] + WordLists.sentenceFiles,
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "A pattern for straight quotes finds curly ones and entities; the offsets are the text's.",
        files: ["quote.txt": "“It&rsquo;s  co\u{AD}operation,”&nbsp; said Lee."],
        pipeline: """
          pipeline: normalize/1
          types: {Quoted: {words: text}}
          source: {uses: text-files@1, with: {path: quote.txt}}
          stages:
            - {uses: normalize@1, with: {quotes: straight}}
            - id: quotes
              uses: regex@1
              over: clean
              with: {patterns: [{name: quoted, type: Quoted, pattern: '"(?<words>[^"]+)"'}]}
          export:
            - {uses: csv@1, with: {types: [Quoted]}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting("Name of the view; stages see it with 'over:'.", example: "clean")
    public var view = "clean"

    @Setting("Unicode form; nfkc also takes ligatures, circled and full-width signs apart.")
    public var unicode: UnicodeForm = .nfc

    @Setting("Whether quotation marks and apostrophes become \" and '.")
    public var quotes: QuoteStyle = .keep

    @Setting("Whether dashes become '-' (hyphen), or long ones '--' and others '-' (ascii).")
    public var dashes: DashStyle = .keep

    @Setting(
      """
      Whether runs of blanks, tabs and other Unicode spaces become one blank, and line breaks '\\n', \
      at most two in a row.
      """
    )
    public var spaces = true

    @Setting("Whether soft hyphens and other signs without width go.")
    public var invisible = true

    @Setting("Whether entities of HTML are decoded.")
    public var entities = true

    @Setting(
      """
      Which line breaks inside of paragraphs become blanks: those of text wrapped by hand (auto), \
      all, or none.
      """
    )
    public var unwrap: UnwrapRule = .auto

    public init() {}

    var rules: NormalizingRules {
      NormalizingRules(
        unicode: unicode,
        quotes: quotes,
        dashes: dashes,
        collapsesBlanks: spaces,
        removesInvisible: invisible,
        decodesEntities: entities,
        unwrap: unwrap
      )
    }
  }

  /// The view of one document in the making.
  public struct Scratch {
    var normalizer = Normalizer.Scratch()
  }

  private let view: String
  private let normalizer: Normalizer

  public init(options: Options, setup: borrowing Setup) throws {
    try Self.check(options.view, setup: setup)
    let rules = options.rules
    view = options.view
    normalizer = Normalizer(
      rules,
      entities: rules.decodesEntities ? try EntityTable(setup: setup) : nil,
      lexicon: rules.unwrap == .auto
        ? try WordLists.lexicon(WordLists.sentenceFiles, abbreviations: [], setup: setup)
        : Lexicon([])
    )
    setup.declare(["views": [.text(view)]])
  }

  public func makeScratch() -> Scratch { Scratch() }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    try normalizer.normalise(document.utf8, &scratch.normalizer) { try call.checkStop() }
    let made = scratch.normalizer.view
    try output.addView(view, text: made.bytes, runs: made.runs)
  }

  private static func check(_ view: String, setup: borrowing Setup) throws {
    guard view.isEmpty || view == "text" else { return }
    setup.report(
      code: "bad-view-name",
      at: "/view",
      "a view cannot be called '\(view)'",
      fix: "choose another name; 'text' is the document's own"
    )
    throw PrepareFailure.reported
  }
}
