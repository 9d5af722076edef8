import GalleyKit
import GalleyLearning

/// A text with the right labels of its words.
struct LabelledText {
  var utf8: [UInt8] = []
  var words: [TextSpan] = []
  var sentences: [TextSpan] = []
  /// By word.
  var labels: [TaggerModel.Label] = []

  /// Lends the text as taggers read it.
  func withText<Result>(_ body: (TokenText) -> Result) -> Result {
    utf8.withUnsafeBufferPointer { utf8 in
      var text = TokenText(utf8)
      text.words = words
      text.divide(by: sentences)
      return body(text)
    }
  }
}

/// Learns a tagger from labelled texts.
struct TaggerLearning {
  /// Words of the training texts that occur less often have no habit.
  private static let habitMinimum = 8

  private let texts: [LabelledText]
  private let labels: [TaggerModel.Label]
  /// Sections of the model that training does not change.
  private let fixed: [(name: String, bytes: [UInt8])]
  private let trainer: SequenceTrainer

  /// Words in all.
  let count: Int
  var labelCount: Int { labels.count }

  init(_ texts: [LabelledText], lexicon: Lexicon, options: SequenceTrainer.Options) {
    self.texts = texts
    labels = Set(texts.flatMap(\.labels)).sorted { ($0.upos, $0.xpos) < ($1.upos, $1.xpos) }
    let numbers = Dictionary(labels.enumerated().map { ($1, $0) }) { first, _ in first }
    fixed = [
      ("labels", Array(labels.map { "\($0.upos)\t\($0.xpos)\n" }.joined().utf8)),
      ("kinds", Self.table(lexicon.kinds)),
      ("ranks", Self.table(lexicon.ranks)),
      ("habits", Self.table(Self.habits(texts, numbers))),
    ]
    let examples = Self.examples(texts, fixed, numbers)
    count = examples.count
    trainer = SequenceTrainer(examples, labelCount: labels.count, options: options)
  }

  /// Learns from all texts once; `goOn` is asked before each sentence.
  ///
  /// - Returns: words that were wrong before learning from them.
  func pass(while goOn: () -> Bool) -> Int { trainer.pass(while: goOn) }

  /// The model learned so far, as a file.
  func model(made: JSONValue) -> [UInt8] {
    let sections = trainer.model()
    return ModelFile.bytes(
      kind: TaggerModel.kind,
      made: made,
      sections: fixed + [
        ("transitions", sections.transitions), ("weights", sections.weights),
      ]
    )
  }

  private static func table(_ numbers: [String: Int]) -> [UInt8] {
    var hashes: [UInt64: Int] = [:]
    for (word, number) in numbers { hashes[FeatureHash.of(word.utf8)] = number }
    return NumberTable.bytes(hashes)
  }

  /// Numbers of the sets of labels that frequent words have: those of at least a twentieth of the
  /// occurrences, most frequent first, and whether the first has nine tenths.
  private static func habits(
    _ texts: [LabelledText],
    _ numbers: [TaggerModel.Label: Int]
  ) -> [String: Int] {
    var counts: [String: [Int: Int]] = [:]
    for text in texts {
      for (word, label) in zip(text.words, text.labels) {
        let bytes = text.utf8[Int(word.start)..<Int(word.end)]
        counts[String(decoding: bytes, as: UTF8.self).lowercased(), default: [:]][
          numbers[label] ?? 0,
          default: 0
        ] += 1
      }
    }
    var habits: [String: [Int]] = [:]
    for (word, labels) in counts {
      let all = labels.values.reduce(0, +)
      guard all >= habitMinimum else { continue }
      let usual = labels.filter { $0.value * 20 >= all }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let isSure = usual[0].value * 10 >= all * 9
      habits[word] = usual.map(\.key) + (isSure ? [-1] : [])
    }
    let sets = Set(habits.values).sorted { $0.lexicographicallyPrecedes($1) }
    let setNumbers = Dictionary(sets.enumerated().map { ($1, $0) }) { first, _ in first }
    return habits.compactMapValues { setNumbers[$0] }
  }

  private static func examples(
    _ texts: [LabelledText],
    _ sections: [(name: String, bytes: [UInt8])],
    _ numbers: [TaggerModel.Label: Int]
  ) -> SequenceExamples {
    var examples = SequenceExamples()
    let file = ModelFile.bytes(kind: TaggerModel.kind, made: .null, sections: sections)
    file.withUnsafeBytes { bytes in
      guard let book = try? WordBook(ModelFile(bytes, kind: TaggerModel.kind)) else {
        preconditionFailure("a model just written can be opened")
      }
      var reader = WordReader(book)
      for text in texts {
        text.withText { append($0, text.labels.map { numbers[$0] ?? 0 }, &reader, to: &examples) }
      }
    }
    return examples
  }

  private static func append(
    _ text: TokenText,
    _ labels: [Int],
    _ reader: inout WordReader,
    to examples: inout SequenceExamples
  ) {
    var traits: [WordTraits] = []
    var own: [[UInt64]] = []
    for word in text.words.indices {
      var features: [UInt64] = []
      traits.append(reader.read(text.bytes(of: word), features: &features))
      own.append(features)
    }
    var seen = SeenWords()
    seen.removeAll()
    for sentence in text.sentences {
      for word in sentence {
        ContextFeatures.note(traits[word], first: word == sentence.lowerBound, in: &seen)
      }
    }
    var context = ContextFeatures()
    for sentence in text.sentences {
      context.read(sentence, of: text, seen: seen) { traits[$0] }
      for (i, word) in sentence.enumerated() {
        context.appendNeighbours(to: &own[word], at: i)
        context.append(to: &own[word], at: i)
        examples.append(own[word], label: UInt8(labels[word]))
      }
      examples.endSequence()
    }
  }
}
