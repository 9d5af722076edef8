import GalleyLearning
public import GalleyKit

/// Says of each token which part of speech it is.
public struct Tagger: DocumentStage {
  public static let manifest = Manifest(
    "tagger@1",
    "Adds the part of speech to tokens, in English: Universal Dependencies and Penn Treebank.",
    types: [TokenTypes.token(TokenTypes.upos, TokenTypes.xpos)],
    reads: ["Token"],
    readsOptional: ["Sentence"],
    emits: ["Token.upos", "Token.xpos"],
    resources: [Tagger.file],
    cost: "high",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "A word gets the part of speech it has where it stands.",
        files: ["play.txt": "They play a play by Mary Play."],
        pipeline: """
          pipeline: tagger/1
          source: {uses: text-files@1, with: {path: play.txt}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1}
            - {uses: tagger@1}
          export:
            - {uses: csv@1, with: {features: [Token.upos, Token.xpos], types: [Token]}}
          """
      )
    ]
  )

  static let file = "Data/tagger-en.model"

  public struct Options: StageOptions {
    @Setting("A model made by 'galley train tagger'; default: that of the plugin.")
    var model: FilePath? = nil

    public init() {}
  }

  /// The words of one document and what was found of them.
  public struct Scratch {
    var scan = TokenScan()
    var tagger: TextTagger
    var labels: [UInt8] = []
    var upos: ColumnBuilder
    var xpos: ColumnBuilder
    /// By row.
    var found: [UInt8] = []
  }

  private let model: TaggerModel
  private let sentence: Symbol
  private let token: Symbol
  private let upos: Symbol
  private let xpos: Symbol
  /// Numbers of parts of speech, by label.
  private let symbols: [(upos: Symbol, xpos: Symbol)]

  public init(options: Options, setup: borrowing Setup) throws {
    model = try setup.model(options.model, file: Self.file) { bytes throws(ModelProblem) in
      try TaggerModel(bytes)
    }
    sentence = setup.type("Sentence")
    token = setup.type("Token")
    upos = setup.feature("Token", "upos")
    xpos = setup.feature("Token", "xpos")
    var symbols: [(upos: Symbol, xpos: Symbol)] = []
    for label in model.labels {
      symbols.append((setup.symbol(label.upos), setup.symbol(label.xpos)))
    }
    self.symbols = symbols
  }

  public func makeScratch() -> Scratch {
    Scratch(
      tagger: TextTagger(model),
      upos: ColumnBuilder(upos, .text),
      xpos: ColumnBuilder(xpos, .text)
    )
  }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.scan.read(document.annotations(of: token), document.annotations(of: sentence))
    guard !scratch.scan.words.isEmpty else { return }
    var text = TokenText(document.utf8)
    text.words = scratch.scan.words
    text.divide(by: scratch.scan.sentences)
    scratch.labels.removeAll(keepingCapacity: true)
    try scratch.tagger.tag(text, into: &scratch.labels) { try call.checkStop() }
    try write(&scratch, to: output)
  }

  private func write(_ scratch: inout Scratch, to output: borrowing Annotations) throws {
    scratch.found.removeAll(keepingCapacity: true)
    scratch.found.append(contentsOf: repeatElement(0, count: scratch.labels.count))
    for (row, label) in zip(scratch.scan.rows, scratch.labels) { scratch.found[row] = label }
    scratch.upos.removeAll()
    scratch.xpos.removeAll()
    for label in scratch.found {
      let (upos, xpos) = symbols[Int(label)]
      scratch.upos.append(text: upos)
      scratch.xpos.append(text: xpos)
    }
    try output.set(token, everyRow: scratch.upos)
    try output.set(token, everyRow: scratch.xpos)
  }
}
