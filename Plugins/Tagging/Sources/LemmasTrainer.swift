import GalleyLearning
public import GalleyKit

/// Makes models for `lemmas@1`.
public struct LemmasTrainer: Trainer {
  public static let manifest = Manifest(
    "lemmas@1",
    "Learns rules for dictionary forms from tokens that have the right ones.",
    types: [TokenTypes.token(TokenTypes.upos, TokenTypes.xpos, TokenTypes.lemma)],
    reads: ["Token", "Token.upos", "Token.xpos", "Token.lemma"],
    licence: "Apache-2.0"
  )

  public struct Options: StageOptions {
    @Setting("More words: lines of word, upos, xpos and lemma, with tabs between.")
    var dictionary: FilePath? = nil

    public init() {}
  }

  /// The tokens of both parts.
  public struct Examples {
    var training: [LemmaExample] = []
    var dev: [LemmaExample] = []
  }

  private let dictionary: [LemmaExample]
  private let columns: LabelColumns
  private let token: Symbol
  private let lemma: Symbol

  public init(options: Options, setup: borrowing Setup) throws {
    columns = LabelColumns(setup)
    token = setup.type("Token")
    lemma = setup.feature("Token", "lemma")
    let lines = try setup.words(
      options.dictionary,
      option: "/dictionary",
      code: "bad-dictionary",
      columns: ["word", "upos", "xpos", "lemma"]
    )
    dictionary = lines.map { line in
      LemmaExample(word: line[0], label: .init(upos: line[1], xpos: line[2]), lemma: line[3])
    }
  }

  public func makeExamples() -> Examples { Examples() }

  public func add(
    _ document: borrowing Document,
    to examples: inout Examples,
    isDev: Bool
  ) throws {
    let tokens = document.annotations(of: token)
    let labels = try columns.text(of: document).labels
    guard let lemmas = tokens.feature(lemma) else { return }
    for (row, label) in zip(tokens.rows, labels) where lemmas.has(row) {
      let example = LemmaExample(
        word: document.coveredText(of: tokens.span(row)),
        label: label,
        lemma: document.text(of: lemmas.text(row))
      )
      // A lemma of '_' says that there is none.
      if example.lemma == "_" && example.word != "_" { continue }
      if isDev { examples.dev.append(example) } else { examples.training.append(example) }
    }
  }

  public func train(
    _ examples: inout Examples,
    into model: borrowing ModelOutput,
    call: borrowing StageCall
  ) throws {
    guard !examples.training.isEmpty else {
      throw StageFailure(code: "no-examples", "the texts have no tokens with lemma")
    }
    let bytes = LemmaLearning(examples.training, dictionary: dictionary)
      .model(made: model.made)
    try call.checkStop()
    model.progress("\(examples.training.count) words")
    if !examples.dev.isEmpty {
      model.progress("dev: \(try measured(bytes, examples.dev)) right")
    }
    try model.write(bytes)
  }

  private func measured(_ bytes: [UInt8], _ examples: [LemmaExample]) throws -> String {
    try bytes.withUnsafeBytes { bytes in
      let model = try LemmaModel(bytes)
      let right = examples.count { example in
        model.lemma(of: example.word, tag: example.tag) == example.lemma
      }
      return Accuracy.percent(right, of: examples.count)
    }
  }
}
