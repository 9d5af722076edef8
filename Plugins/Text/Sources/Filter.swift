public import GalleyKit

/// Takes documents out of the run by metadata, day, language and length.
public struct Filter: DocumentStage {
  public static let manifest = Manifest(
    "filter@1",
    "Takes documents out of the run by metadata, day, language and length.",
    readsMetadata: ["lang", "published"],
    drops: true,
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Articles of one week in English; those of the sports section go by a condition.",
        files: [
          "news.csv": """
          id,text,published,lang,section
          1,Ann Lee met Bo in Oslo on Friday.,2023-05-19,en,world
          2,Wir trafen uns am Freitag in Oslo.,2023-05-19,de,world
          3,Oslo won the cup after extra time.,2023-05-20,en,sport
          4,More soon.,2023-05-20,en,world
          5,Rain fell on Oslo all week long.,2023-06-02,en,world
          """
        ],
        pipeline: """
          pipeline: filter/1
          source: {uses: csv@1, with: {path: news.csv}}
          stages:
            - uses: filter@1
              with:
                published: {from: 2023-05-15, to: 2023-05-21}
                languages: [en]
                min_length: 20
            - {id: no-sport, uses: filter@1, when: "section == 'sport'", with: {drop: sport}}
          export:
            - {uses: jsonl@1}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting("Metadata a document must have.", example: ["published", "source"])
    var require: [String] = []
    @Setting(
      "Days of publication to keep; a document without one is dropped.",
      example: ["from": "2023-11-01", "to": "2023-11-30"]
    )
    var published: Days? = nil
    @Setting(
      "Languages to keep, as the metadata 'lang' names them; 'en' keeps 'en-GB' too.",
      example: ["en", "de"]
    )
    var languages: [String] = []
    @Setting("What 'languages' does with documents whose language is not known.")
    var unknownLanguage = UnknownLanguage.drop
    @Setting("Length of the shortest text to keep.", unit: "code points", example: 200)
    var minLength: Int? = nil
    @Setting("Length of the longest text to keep.", unit: "code points", example: 50_000)
    var maxLength: Int? = nil
    @Setting(
      "Drops every document the stage gets, counted by this word: with 'when:', those that a condition holds for.",
      example: "sport"
    )
    var drop: String? = nil

    public init() {}
  }

  /// Days of publication.
  public struct Days: SettingRecord {
    @Setting("First day, month or year to keep.", example: "2023-11-01")
    var from: String? = nil
    @Setting("Last day, month or year to keep.", example: "2023-11-30")
    var to: String? = nil

    public init() {}
  }

  private let rules: FilterRules

  public init(options: Options, setup: borrowing Setup) throws {
    rules = try FilterRules(options, setup)
    setup.declare(["reads_metadata": .list(rules.keys.map { .text($0) })])
  }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    if let reason = rules.reason(toDrop: document) { try output.drop(reason) }
  }
}

/// What to do with a document whose language is not known.
enum UnknownLanguage: String, SettingChoice {
  case drop, keep
}
