import GalleyKit

/// Marks hashtags, `#climate`, and notes the word without its sign.
struct Hashtags: DocumentStage {
  static let manifest = Manifest(
    "hashtags@1",
    "Marks hashtags.",
    types: [
      TypeDeclaration(
        "Hashtag",
        [FeatureDeclaration("tag", .text, help: "The word after the sign.")],
        help: "A word that its author marked with '#'."
      )
    ],
    emits: ["Hashtag", "Hashtag.tag"],
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "A number is no hashtag.",
        files: ["example.txt": "Join #Climate in room #4."],
        pipeline: """
          pipeline: hashtags/1
          source: {uses: text-files@1, with: {path: example.txt}}
          stages:
            - {uses: hashtags@1}
          export:
            - {uses: csv@1, with: {types: [Hashtag]}}
          """
      )
    ]
  )

  struct Options: StageOptions {
    @Setting("Shortest word after the sign.", unit: "characters", in: 1...100) var shortest = 2
    @Setting("Whether 'tag' is written in lower case.") var lowercase = true

    init() {}
  }

  private let options: Options
  private let hashtag: Symbol
  private let tag: Symbol

  init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    hashtag = setup.type("Hashtag")
    tag = setup.feature("Hashtag", "tag")
  }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    for span in HashtagScanner.spans(in: document.utf8, shortest: options.shortest) {
      try call.checkStop()
      let word = document.coveredText(of: TextSpan(start: span.start + 1, end: span.end))
      let value = output.text(options.lowercase ? word.lowercased() : word)
      try output.add(hashtag, span, [FeatureValue(tag, .text(value))])
    }
  }
}
