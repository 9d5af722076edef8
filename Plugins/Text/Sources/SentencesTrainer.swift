import GalleyLearning
public import GalleyKit

/// Makes models for `sentences@1`.
public struct SentencesTrainer: Trainer {
  public static let manifest = Manifest(
    "sentences@1",
    "Learns where sentences end from texts whose sentences are right.",
    types: Sentences.manifest.types,
    reads: ["Sentence"],
    resources: WordLists.sentenceFiles,
    licence: "Apache-2.0"
  )

  public struct Options: StageOptions {
    @Setting("Times to go through the texts.", in: 1...100)
    var epochs = 4

    @Setting("Features of fewer doubtful points are left out.", in: 1...1000)
    var minimumCount = 2

    @Setting("Smaller weights are left out of the model.", in: 0...1)
    var smallestWeight = 0.1

    @Setting("Order in which doubtful points are learned from.", in: 0...1_000_000)
    var seed = 1

    public init() {}
  }

  /// The doubtful points of the training texts, and the dev texts.
  public struct Examples {
    let training = GoldJudge()
    var dev: [SplitText] = []
  }

  private let options: Options
  private let lexicon: Lexicon
  private let sentence: Symbol

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    lexicon = try WordLists.lexicon(WordLists.sentenceFiles, abbreviations: [], setup: setup)
    sentence = setup.type("Sentence")
  }

  public func makeExamples() -> Examples { Examples() }

  public func add(
    _ document: borrowing Document,
    to examples: inout Examples,
    isDev: Bool
  ) throws {
    let table = document.annotations(of: sentence)
    let sentences = table.rows.map { table.span($0) }
    if isDev {
      examples.dev.append(SplitText(utf8: Array(document.utf8), sentences: sentences))
    } else if !sentences.isEmpty {
      let splitter = SentenceSplitter(lexicon: lexicon)
      var found: [TextSpan] = []
      examples.training.begin(sentences)
      splitter.split(document.utf8, judge: examples.training, into: &found) {}
    }
  }

  public func train(
    _ examples: inout Examples,
    into model: borrowing ModelOutput,
    call: borrowing StageCall
  ) throws {
    let points = examples.training.examples
    guard points.count > 0 else {
      throw StageFailure(code: "no-examples", "the texts have no sentences whose ends are in doubt")
    }
    let trainer = SequenceTrainer(points, labelCount: 2, options: settings)
    model.progress("\(points.count) doubtful points")
    if !examples.dev.isEmpty {
      model.progress("rules alone; dev: \(measured(nil, examples.dev))")
    }
    for epoch in 1...options.epochs {
      let wrong = trainer.pass { !call.isStopped }
      try call.checkStop()
      let share = Accuracy.percent(wrong, of: points.count)
      var line = "epoch \(epoch) of \(options.epochs): \(share) of points wrong before learning"
      if !examples.dev.isEmpty {
        let figures = try SentenceModel.bytes(trainer.model(), made: .null).withUnsafeBytes {
          measured(try SentenceModel($0), examples.dev)
        }
        line += "; dev: \(figures)"
      }
      model.progress(line)
    }
    try model.write(SentenceModel.bytes(trainer.model(), made: model.made))
  }

  private var settings: SequenceTrainer.Options {
    var settings = SequenceTrainer.Options()
    settings.minimumCount = options.minimumCount
    settings.smallestWeight = Float(options.smallestWeight)
    settings.seed = UInt64(options.seed)
    return settings
  }

  /// F1 of whole sentences.
  private func measured(_ model: SentenceModel?, _ texts: [SplitText]) -> String {
    let splitter = SentenceSplitter(lexicon: lexicon, model: model)
    var right = 0
    var all = 0
    for text in texts {
      var found: [TextSpan] = []
      text.utf8.withUnsafeBufferPointer { splitter.split($0, into: &found) {} }
      right += Set(found).intersection(text.sentences).count
      all += found.count + text.sentences.count
    }
    return "F1 \(Accuracy.percent(2 * right, of: all))"
  }
}

/// A text with the spans of its sentences.
struct SplitText {
  let utf8: [UInt8]
  let sentences: [TextSpan]
}
