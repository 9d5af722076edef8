public import GalleyKit

/// Finds the language of a document.
public struct Language: DocumentStage {
  public static let manifest = Manifest(
    "language@1",
    "Finds the language of a document and sets it as metadata.",
    sets: [keys.language, keys.share],
    resources: [ScriptList.file, LanguageFile.path],
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Stages that work on English pass over the other documents, which are exported all the same.",
        files: [
          "text-1.txt": "Der Hafen bleibt bis Freitag geschlossen, sagte die Polizei.",
          "text-2.txt": "The harbour will stay closed until Friday, police said.",
          "text-3.txt": "17.11.2023 10:42",
        ],
        pipeline: """
          pipeline: language/1
          source: {uses: text-files@1, with: {path: "text-?.txt"}}
          stages:
            - {uses: language@1}
            - {uses: sentences@1, when: lang == 'en'}
          export:
            - {uses: jsonl@1, with: {metadata: true}}
          """
      )
    ]
  )

  /// Metadata keys.
  static let keys = (language: "lang", share: "lang_share")
  /// What `lang` is when there is too little evidence.
  static let undetermined = "und"

  public struct Options: StageOptions {
    @Setting(
      "Languages a document can be found to be in; all there are profiles of, when not given.",
      example: ["en", "de", "fr"]
    )
    var languages: [String] = []

    @Setting(
      """
      Texts to learn more languages from: UTF-8, named after the language, as 'et.txt'; one of a \
      language that comes along takes its place.
      """,
      example: ["languages/et.txt"]
    )
    var profiles: [FilePath] = []

    @Setting("What to do with a document that has 'lang' from its reader.")
    var existing = ExistingLanguage.keep

    @Setting(
      "Fewest letters that are evidence; those of words with a capital count half.",
      unit: "letters",
      in: 1...1000
    )
    var minimum = 6

    @Setting("How much of a longer text is looked at, in eight parts at equal distances.")
    var sample = ByteCount(32 * 1024)

    public init() {}
  }

  /// The words of one document and what they say.
  public struct Scratch {
    var detector: LanguageDetector.Scratch
  }

  private let detector: LanguageDetector
  private let existing: ExistingLanguage

  public init(options: Options, setup: borrowing Setup) throws {
    let model = try LanguageResources.model(
      options.profiles,
      languages: options.languages,
      setup: setup
    )
    existing = options.existing
    detector = LanguageDetector(
      model,
      languages: options.languages,
      minimum: options.minimum,
      sample: Int(options.sample.count)
    )
  }

  public func makeScratch() -> Scratch { Scratch(detector: detector.makeScratch()) }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    if existing == .keep, let given = document.metadata(Self.keys.language)?.text, !given.isEmpty {
      return
    }
    let finding = detector.detect(document.utf8, &scratch.detector)
    try output.setMetadata(Self.keys.language, .text(finding?.code ?? Self.undetermined))
    if let finding { try output.setMetadata(Self.keys.share, .number(finding.share)) }
  }
}

/// What to do with a language that is known already.
enum ExistingLanguage: String, SettingChoice {
  /// The document keeps it and is not looked at.
  case keep
  case replace
}
