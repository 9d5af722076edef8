public import GalleyKit

/// Marks what the parts of a news text are: headline, dateline, story, captions, links, notes.
public struct Zones: DocumentStage {
  public static let manifest = Manifest(
    "zones@1",
    "Marks what each paragraph of a news text is: headline, byline, dateline, story, caption, links.",
    types: [
      TypeDeclaration(
        "Zone",
        [
          FeatureDeclaration(
            "kind",
            .text,
            values: ZoneKind.allCases.map(\.name),
            help: "What the paragraph is to the story."
          ),
          FeatureDeclaration("place", .span, help: "Of a dateline: where the story was written."),
          FeatureDeclaration("date", .span, help: "Of a dateline: the day, as written."),
        ],
        help: "A paragraph, or the dateline in front of one."
      )
    ],
    emits: ["Zone", "Zone.kind", "Zone.place", "Zone.date"],
    resources: WordLists.sentenceFiles + CueResources.files,
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "What is not the story is told from it, and a later stage can be kept to the story.",
        files: [
          "ferry.txt": """
          Ferry to Vardo resumes after storm

          By Ann Lee

          VARDO, Nov. 3 (Harbor Wire) — The ferry sailed again on Friday with 210 passengers on board.

          Passengers wait at the pier in Vardo. (Bo Ray/Harbor Wire)

          Related coverage:

          Storm closes three harbours
          """
        ],
        pipeline: """
          pipeline: zones/1
          source: {uses: text-files@1, with: {path: ferry.txt}}
          stages:
            - {uses: zones@1}
            - {uses: sentences@1, zones: [body]}
          export:
            - {uses: csv@1, with: {types: [Zone, Sentence]}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting(
      """
      Language of documents without the metadata key 'lang'. There are cues for de, en, es, fr, it, \
      nl and pt; in other languages only the layout is looked at.
      """
    )
    var language = "en"

    @Setting(
      """
      Files of cues for more languages, named after them, as 'pl.txt'; one of a language that comes \
      along takes its place.
      """,
      example: ["cues/pl.txt"]
    )
    var cues: [FilePath] = []

    public init() {}
  }

  /// The paragraphs of one document and the rows made of its zones.
  public struct Scratch {
    var list = ZoneList()
    var rows: ZoneRows
  }

  private let finder: ZoneFinder
  private let columns: ZoneRows.Columns

  public init(options: Options, setup: borrowing Setup) throws {
    let lexicon = try WordLists.lexicon(WordLists.sentenceFiles, abbreviations: [], setup: setup)
    finder = ZoneFinder(
      lexicon: lexicon,
      cues: try CueResources.tables(options.cues, setup: setup),
      language: options.language
    )
    columns = ZoneRows.Columns(setup)
  }

  public func makeScratch() -> Scratch { Scratch(rows: ZoneRows(columns)) }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    try finder.find(
      in: document.utf8,
      language: document.metadata(Language.keys.language)?.text,
      into: &scratch.list
    ) { try call.checkStop() }
    try scratch.rows.write(scratch.list.zones, to: output)
  }
}
