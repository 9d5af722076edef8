import GalleyLearning

/// Features of a word in its sentence: its neighbours, and what the sentence and the document say.
struct ContextFeatures {
  /// The words of the sentence.
  private var words: [WordTraits] = []
  /// Bit 1: white space before the word, bit 2: behind it.
  private var spaces: [UInt8] = []
  /// Bit 1: the document has the word in small letters too; bit 2: so written inside of a sentence.
  private var elsewhere: [UInt8] = []
  /// Whether the sentence is in capitals (1) or a headline with capital initials (2).
  private var style: UInt64 = 0
  /// Where the run of capitalised words that a word belongs to begins and ends; by word.
  private var runs: [ClosedRange<Int>] = []

  /// Reads a sentence.
  ///
  /// - Parameters:
  ///   - sentence: a range of the text's words.
  ///   - text: the text.
  ///   - seen: words of the document, as `note` put them in.
  ///   - traits: of a word of the text.
  mutating func read(
    _ sentence: Range<Int>,
    of text: TokenText,
    seen: SeenWords,
    _ traits: (Int) -> WordTraits
  ) {
    words.removeAll(keepingCapacity: true)
    spaces.removeAll(keepingCapacity: true)
    elsewhere.removeAll(keepingCapacity: true)
    for word in sentence {
      let traits = traits(word)
      words.append(traits)
      spaces.append(text.spaces(around: word))
      elsewhere.append(
        (seen.contains(traits.lower) ? 1 : 0)
          | (seen.contains(FeatureHash.of(1, traits.form)) ? 2 : 0)
      )
    }
    survey()
    findRuns()
  }

  /// Notes how a word is written; `first`: whether its sentence begins with it.
  static func note(_ word: WordTraits, first: Bool, in seen: inout SeenWords) {
    if word.looks.contains(.small) {
      seen.insert(word.lower)
    } else if !first {
      seen.insert(FeatureHash.of(1, word.form))
    }
  }

  /// Looks at the sentence as a whole.
  private mutating func survey() {
    var (letters, capitals, shouting) = (0, 0, 0)
    for word in words where word.looks.contains(.letter) {
      letters += 1
      if word.looks.contains(.capitalised) { capitals += 1 }
      if word.looks.contains(.allCapitals) { shouting += 1 }
    }
    style =
      shouting * 2 > letters
      ? 1 : letters > 2 && capitals * 10 >= letters * 7 ? 2 : letters == 0 ? 3 : 0
  }

  private mutating func findRuns() {
    runs.removeAll(keepingCapacity: true)
    var first = 0
    for i in words.indices {
      let continues =
        i + 1 < words.count && words[i].looks.contains(.capitalised)
        && words[i + 1].looks.contains(.capitalised)
      if continues { continue }
      runs.append(contentsOf: repeatElement(first...i, count: i + 1 - first))
      first = i + 1
    }
  }

  /// Appends the features of a word that depend on one neighbour alone.
  func appendNeighbours(to features: inout [UInt64], at i: Int) {
    let outside = WordTraits.outside
    for (place, distance) in NeighbourPlace.distances {
      let word = words.indices.contains(i + distance) ? words[i + distance] : outside
      place.append(word, to: &features)
    }
  }

  /// Appends the other features of a word.
  func append(to features: inout [UInt64], at i: Int) {
    let outside = WordTraits.outside
    let word = words[i]
    let before = i > 0 ? words[i - 1] : outside
    let earlier = i > 1 ? words[i - 2] : outside
    let next = i + 1 < words.count ? words[i + 1] : outside
    let later = i + 2 < words.count ? words[i + 2] : outside
    let first: UInt64 = i == 0 ? 1 : 0

    features.append(FeatureHash.of(1, before.lower, word.lower))
    features.append(FeatureHash.of(2, word.lower, next.lower))
    features.append(FeatureHash.of(3, earlier.lower, before.lower))
    features.append(FeatureHash.of(4, next.lower, later.lower))
    features.append(FeatureHash.of(5, before.habit, next.habit))
    features.append(FeatureHash.of(6, before.habit, word.habit))
    features.append(FeatureHash.of(7, word.habit, next.habit))
    features.append(FeatureHash.of(8, next.habit, later.habit))
    features.append(FeatureHash.of(9, earlier.habit, before.habit))
    features.append(FeatureHash.of(10, before.kinds, word.kinds))
    features.append(FeatureHash.of(11, word.kinds, next.kinds))
    features.append(FeatureHash.of(12, before.start, word.shape, next.start))
    let space = UInt64(spaces[i])
    features.append(FeatureHash.of(13, space, word.shape))
    features.append(FeatureHash.of(14, space, word.lower))
    features.append(FeatureHash.of(15, style, word.shape, first))
    features.append(FeatureHash.of(16, UInt64(elsewhere[i]), word.start, first))
    features.append(FeatureHash.of(17, word.kinds, first, word.start))
    features.append(FeatureHash.of(18, word.rank, first, word.start))
    features.append(FeatureHash.of(19, word.rank, word.start, style))
    if word.looks.contains(.capitalised) { appendRun(to: &features, at: i, first) }
  }

  /// Appends the features of a capitalised word among those around it: names are runs of such words.
  private func appendRun(to features: inout [UInt64], at i: Int, _ first: UInt64) {
    let (word, run) = (words[i], runs[i])
    let (begins, ends): (UInt64, UInt64) = (
      run.lowerBound == i ? 1 : 0, run.upperBound == i ? 1 : 0
    )
    let before = run.lowerBound > 0 ? words[run.lowerBound - 1] : .outside
    let behind = run.upperBound + 1 < words.count ? words[run.upperBound + 1] : .outside
    let place = UInt64(min(run.count, 5) * 8 + min(i - run.lowerBound, 3))
    features.append(FeatureHash.of(20, place, first, word.rank))
    features.append(FeatureHash.of(21, place, word.kinds))
    features.append(FeatureHash.of(22, place, style, word.habit))
    features.append(FeatureHash.of(23, before.lower, begins))
    features.append(FeatureHash.of(24, behind.lower, ends))
    features.append(FeatureHash.of(25, words[run.lowerBound].lower, begins))
    features.append(FeatureHash.of(26, words[run.upperBound].lower, ends))
  }
}
