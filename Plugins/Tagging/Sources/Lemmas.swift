import GalleyLearning
public import GalleyKit

/// Adds the dictionary form to tokens.
public struct Lemmas: DocumentStage {
  public static let manifest = Manifest(
    "lemmas@1",
    "Adds the dictionary form to tokens, in English.",
    types: [TokenTypes.token(TokenTypes.lemma)],
    reads: ["Token", "Token.upos", "Token.xpos"],
    emits: ["Token.lemma"],
    resources: [Lemmas.file],
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "The form depends on the part of speech.",
        files: ["wolves.txt": "She saw two wolves; they had bought a saw."],
        pipeline: """
          pipeline: lemmas/1
          source: {uses: text-files@1, with: {path: wolves.txt}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1}
            - {uses: tagger@1}
            - {uses: lemmas@1}
          export:
            - {uses: csv@1, with: {features: [Token.upos, Token.lemma], types: [Token]}}
          """
      )
    ]
  )

  static let file = "Data/lemmas-en.model"

  public struct Options: StageOptions {
    @Setting("A model made by 'galley train lemmas'; default: that of the plugin.")
    var model: FilePath? = nil

    public init() {}
  }

  /// The dictionary forms found so far, and those of one document.
  public struct Scratch {
    var cache = LemmaCache()
    var tags = TagHashes()
    var lemmas: ColumnBuilder
  }

  private let model: LemmaModel
  private let token: Symbol
  private let upos: Symbol
  private let xpos: Symbol
  private let lemma: Symbol

  public init(options: Options, setup: borrowing Setup) throws {
    model = try setup.model(options.model, file: Self.file) { bytes throws(ModelProblem) in
      try LemmaModel(bytes)
    }
    token = setup.type("Token")
    upos = setup.feature("Token", "upos")
    xpos = setup.feature("Token", "xpos")
    lemma = setup.feature("Token", "lemma")
  }

  public func makeScratch() -> Scratch { Scratch(lemmas: ColumnBuilder(lemma, .text)) }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    let tokens = document.annotations(of: token)
    guard let upos = tokens.feature(upos) else { return }
    let xpos = tokens.feature(xpos)
    scratch.lemmas.removeAll()
    scratch.tags.removeAll()
    for row in 0..<tokens.count {
      if row & 1023 == 0 { try call.checkStop() }
      guard upos.has(row) else {
        scratch.lemmas.appendNull()
        continue
      }
      let fine = xpos.map { $0.has(row) ? $0.text(row) : .none } ?? .none
      let tag = scratch.tags.hash(upos.text(row), fine, in: document)
      let span = tokens.span(row)
      let word = UnsafeBufferPointer(rebasing: document.utf8[span.range])
      scratch.cache.withLemma(of: word, tag: tag, model) {
        scratch.lemmas.append(text: output.text($0))
      }
    }
    try output.set(token, everyRow: scratch.lemmas)
  }
}
