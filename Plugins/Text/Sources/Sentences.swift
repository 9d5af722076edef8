public import GalleyKit
import GalleyLearning

/// Marks sentences by rule, and where the rules are in doubt by a model; where there are zones, each
/// sentence lies in one.
public struct Sentences: DocumentStage {
  public static let manifest = Manifest(
    "sentences@1",
    "Marks sentences by rule, and where rules are in doubt by a model.",
    types: [TypeDeclaration("Sentence", help: "A sentence, headline or list item.")],
    readsOptional: ["Zone"],
    emits: ["Sentence"],
    resources: WordLists.sentenceFiles + [Self.file],
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Titles, times and quotations do not end a sentence.",
        files: [
          "meeting.txt": """
          Gen. Amy Okafor met Foreign Minister Lee at 5 p.m. They spoke for an hour. \
          "Why so long?" Lee asked.
          """
        ],
        pipeline: """
          pipeline: sentences/1
          source: {uses: text-files@1, with: {path: meeting.txt}}
          stages:
            - {uses: sentences@1}
          export:
            - {uses: csv@1, with: {types: [Sentence]}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting(
      """
      What separates paragraphs: blank lines and, unless the text is wrapped by hand, line breaks \
      (auto); every line break (lines); blank lines only (blank-lines).
      """
    )
    public var paragraphs: ParagraphRule = .auto

    @Setting(
      "More abbreviations, without their last period.",
      example: ["Bhd", "Kgl"]
    )
    public var abbreviations: [String] = []

    @Setting("A model made by 'galley train sentences'; without it that for English.")
    public var model: FilePath? = nil

    @Setting("Leaves the model out: rules alone decide, a little faster.")
    public var rulesOnly = false

    public init() {}
  }

  /// The spans of one document and the rows made of them.
  public struct Scratch {
    var spans: [TextSpan] = []
    var zones: [TextSpan] = []
    var batch: AnnotationBatch
  }

  private static let file = "Data/sentences-en.model"

  private let splitter: SentenceSplitter
  private let type: Symbol
  private let zone: Symbol

  public init(options: Options, setup: borrowing Setup) throws {
    let lexicon = try WordLists.lexicon(
      WordLists.sentenceFiles,
      abbreviations: options.abbreviations,
      setup: setup
    )
    splitter = SentenceSplitter(
      lexicon: lexicon,
      paragraphs: options.paragraphs,
      model: options.rulesOnly
        ? nil
        : try setup.model(options.model, file: Self.file) { bytes throws(ModelProblem) in
          try SentenceModel(bytes)
        }
    )
    type = setup.type("Sentence")
    zone = setup.type("Zone")
  }

  public func makeScratch() -> Scratch {
    Scratch(batch: AnnotationBatch(type))
  }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.spans.removeAll(keepingCapacity: true)
    scratch.batch.removeAll()
    scratch.zones.removeAll(keepingCapacity: true)
    let zones = document.annotations(of: zone)
    for row in 0..<zones.count { scratch.zones.append(zones.span(row)) }
    try splitter.split(document.utf8, zones: scratch.zones, into: &scratch.spans) {
      try call.checkStop()
    }
    scratch.batch.append(contentsOf: scratch.spans)
    try output.add(scratch.batch)
  }
}
