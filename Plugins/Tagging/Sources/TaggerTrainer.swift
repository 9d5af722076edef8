import GalleyLearning
public import GalleyKit

/// Makes models for `tagger@1`.
public struct TaggerTrainer: Trainer {
  public static let manifest = Manifest(
    "tagger@1",
    "Learns parts of speech from tokens that have the right ones.",
    types: [TokenTypes.token(TokenTypes.upos, TokenTypes.xpos), TokenTypes.sentence],
    reads: ["Token", "Token.upos", "Token.xpos", "Sentence"],
    licence: "Apache-2.0"
  )

  public struct Options: StageOptions {
    @Setting("Times to go through the texts.", in: 1...100)
    var epochs = 4

    @Setting("A lexicon: lines of word, kinds and rank, with tabs between.")
    var lexicon: FilePath? = nil

    @Setting("Features of fewer words are left out.", in: 1...1000)
    var minimumCount = 2

    @Setting("Smaller weights are left out of the model.", in: 0...1)
    var smallestWeight = 0.03

    @Setting("Order in which sentences are learned from.", in: 0...1_000_000)
    var seed = 1

    public init() {}
  }

  /// The texts of both parts.
  public struct Examples {
    var training: [LabelledText] = []
    var dev: [LabelledText] = []
  }

  private let options: Options
  private let lexicon: Lexicon
  private let columns: LabelColumns

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    columns = LabelColumns(setup)
    lexicon = Lexicon(
      try setup.words(
        options.lexicon,
        option: "/lexicon",
        code: "bad-lexicon",
        columns: Lexicon.columns
      )
    )
  }

  public func makeExamples() -> Examples { Examples() }

  public func add(
    _ document: borrowing Document,
    to examples: inout Examples,
    isDev: Bool
  ) throws {
    let text = try columns.text(of: document)
    if isDev { examples.dev.append(text) } else { examples.training.append(text) }
  }

  public func train(
    _ examples: inout Examples,
    into model: borrowing ModelOutput,
    call: borrowing StageCall
  ) throws {
    guard !examples.training.allSatisfy(\.words.isEmpty) else {
      throw StageFailure(code: "no-examples", "the texts have no tokens with upos")
    }
    guard Set(examples.training.flatMap(\.labels)).count <= SequenceModel.mostLabels else {
      throw StageFailure(
        code: "too-many-labels",
        "the tokens have more than \(SequenceModel.mostLabels) pairs of upos and xpos"
      )
    }
    let learning = TaggerLearning(examples.training, lexicon: lexicon, options: settings)
    model.progress("\(learning.count) words, \(learning.labelCount) labels")
    for epoch in 1...options.epochs {
      let wrong = learning.pass { !call.isStopped }
      try call.checkStop()
      let share = Accuracy.percent(wrong, of: learning.count)
      var line = "epoch \(epoch) of \(options.epochs): \(share) of words wrong before learning"
      if !examples.dev.isEmpty { line += "; dev: \(try measured(learning, examples.dev))" }
      model.progress(line)
    }
    try model.write(learning.model(made: model.made))
  }

  private var settings: SequenceTrainer.Options {
    var settings = SequenceTrainer.Options()
    settings.minimumCount = options.minimumCount
    settings.smallestWeight = Float(options.smallestWeight)
    settings.seed = UInt64(options.seed)
    return settings
  }

  /// How many words the model learned so far gets right.
  private func measured(_ learning: TaggerLearning, _ texts: [LabelledText]) throws -> String {
    let bytes = learning.model(made: .null)
    return try bytes.withUnsafeBytes { bytes in
      let model = try TaggerModel(bytes)
      var tagger = TextTagger(model)
      var (words, upos, xpos) = (0, 0, 0)
      for text in texts {
        var found: [UInt8] = []
        text.withText { tagger.tag($0, into: &found) {} }
        for (label, right) in zip(found, text.labels) {
          words += 1
          if model.labels[Int(label)].upos == right.upos { upos += 1 }
          if model.labels[Int(label)].xpos == right.xpos { xpos += 1 }
        }
      }
      let (uposShare, xposShare) = (
        Accuracy.percent(upos, of: words), Accuracy.percent(xpos, of: words)
      )
      return "upos \(uposShare), xpos \(xposShare) right"
    }
  }
}
