import GalleyLearning

/// Tags texts with a model; the memory of one lane.
struct TextTagger {
  /// How far the best label must be ahead of the second one, by what a word and its neighbours say one by
  /// one, for the other features not to be asked: these can hardly bring another one to the front.
  ///
  /// Two fifths of all words need not ask, and a word in ten thousand gets another label for it.
  private static let sureMargin = Int16(4 * WeightTable.one)

  private let model: SequenceModel
  private var cache: WordCache
  private var seen = SeenWords()
  private var context = ContextFeatures()
  private var decoder: SequenceDecoder
  private var numbers: [Int] = []
  private var features: [UInt64] = []

  init(_ model: TaggerModel) {
    self.model = model.sequences
    cache = WordCache(model.book, model.sequences)
    decoder = SequenceDecoder(labelCount: model.sequences.labelCount)
  }

  /// Appends the labels of a text's words to `labels`.
  ///
  /// `checkStop`: called now and then.
  ///
  /// - Throws: what `checkStop` throws.
  mutating func tag(
    _ text: TokenText,
    into labels: inout [UInt8],
    checkStop: () throws -> Void
  ) rethrows {
    seen.removeAll()
    for sentence in text.sentences {
      try checkStop()
      cache.begin(sentence.count)
      for word in sentence {
        let number = cache.number(of: text.bytes(of: word))
        let first = word == sentence.lowerBound
        ContextFeatures.note(cache.traits[number], first: first, in: &seen)
      }
    }
    for sentence in text.sentences {
      try checkStop()
      tag(sentence, of: text)
      labels.append(contentsOf: decoder.labels)
    }
  }

  private mutating func tag(_ sentence: Range<Int>, of text: TokenText) {
    cache.begin(sentence.count)
    numbers.removeAll(keepingCapacity: true)
    for word in sentence { numbers.append(cache.number(of: text.bytes(of: word))) }
    context.read(sentence, of: text, seen: seen) {
      cache.traits[numbers[$0 - sentence.lowerBound]]
    }
    decoder.begin(sentence.count)
    let count = numbers.count
    let labelCount = model.labelCount
    decoder.withScores { scores, stride in
      for i in 0..<count {
        let sums = scores + i * stride
        cache.add(numbers[i], to: sums)
        cache.add(neighboursOf: i, in: numbers, to: sums)
        if Self.isSure(sums, labelCount) { continue }
        features.removeAll(keepingCapacity: true)
        context.append(to: &features, at: i)
        model.add(features, to: sums)
      }
    }
    decoder.decode(model)
  }

  private static func isSure(_ scores: UnsafeMutablePointer<Int16>, _ labelCount: Int) -> Bool {
    var (top, second) = (scores[0], Int16.min)
    for label in 1..<max(1, labelCount) {
      let score = scores[label]
      second = max(second, min(score, top))
      top = max(top, score)
    }
    return Int32(top) - Int32(second) >= Int32(sureMargin)
  }
}
