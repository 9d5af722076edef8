import GalleyLearning

/// Words met before, with what their own features say about labels; the memory of one lane.
struct WordCache {
  /// More words than this are forgotten all at once.
  ///
  /// It changes no result.
  private static let most = 8192

  private var reader: WordReader
  private let model: SequenceModel
  private(set) var traits: [WordTraits] = []
  /// Scores of all labels, by word and place.
  private var scores: [Int16] = []
  /// Scores of what stands outside of a sentence, by place.
  private var outside: [Int16] = []
  private var slots: [Int32]
  private var features: [UInt64] = []

  init(_ book: WordBook, _ model: SequenceModel) {
    reader = WordReader(book)
    self.model = model
    slots = Array(repeating: -1, count: Self.most * 2)
    for place in NeighbourPlace.allCases {
      features.removeAll(keepingCapacity: true)
      place.append(WordTraits.outside, to: &features)
      appendScores(features)
    }
    swap(&outside, &scores)
  }

  /// Makes room for the words of a sentence; numbers given out before do not hold any more.
  mutating func begin(_ count: Int) {
    guard traits.count + count > Self.most else { return }
    traits.removeAll(keepingCapacity: true)
    scores.removeAll(keepingCapacity: true)
    for i in slots.indices { slots[i] = -1 }
    while slots.count < count * 2 { slots += Array(repeating: -1, count: slots.count) }
  }

  /// The number of a word.
  mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = FeatureHash.of(bytes)
    var slot = Int(hash & UInt64(slots.count - 1))
    while slots[slot] >= 0 {
      if traits[Int(slots[slot])].form == hash { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(traits.count)
    features.removeAll(keepingCapacity: true)
    let word = reader.read(bytes, features: &features)
    traits.append(word)
    appendScores(features)
    for place in NeighbourPlace.allCases {
      features.removeAll(keepingCapacity: true)
      place.append(word, to: &features)
      appendScores(features)
    }
    return traits.count - 1
  }

  /// Adds what the features of a word say to the scores of the labels.
  func add(_ word: Int, to sums: UnsafeMutablePointer<Int16>) { add(word, row: 0, to: sums) }

  /// Adds what its neighbours say about the word at a position of a sentence.
  ///
  /// `words`: the numbers of the sentence's words.
  func add(neighboursOf i: Int, in words: [Int], to sums: UnsafeMutablePointer<Int16>) {
    for (place, distance) in NeighbourPlace.distances {
      let neighbour = i + distance
      if neighbour >= 0, neighbour < words.count {
        add(words[neighbour], row: 1 + place.rawValue, to: sums)
      } else {
        addOutside(as: place, to: sums)
      }
    }
  }

  /// Adds what the end of the sentence says as a neighbour.
  private func addOutside(as place: NeighbourPlace, to sums: UnsafeMutablePointer<Int16>) {
    let count = model.labelCount
    for label in 0..<count { sums[label] &+= outside[place.rawValue * count + label] }
  }

  private func add(_ word: Int, row: Int, to sums: UnsafeMutablePointer<Int16>) {
    let count = model.labelCount
    let first = (word * (1 + NeighbourPlace.allCases.count) + row) * count
    scores.withUnsafeBufferPointer { scores in
      for label in 0..<count { sums[label] &+= scores[first + label] }
    }
  }

  private mutating func appendScores(_ features: [UInt64]) {
    let first = scores.count
    scores.append(contentsOf: repeatElement(0, count: model.labelCount))
    scores.withUnsafeMutableBufferPointer {
      if let base = $0.baseAddress { model.add(features, to: base + first) }
    }
  }
}

/// Where a word stands that is a neighbour of another.
enum NeighbourPlace: Int, CaseIterable {
  case before
  case next
  case earlier
  case later

  /// All places with how many words behind the other one they are.
  static let distances: [(place: NeighbourPlace, distance: Int)] = [
    (.before, -1), (.next, 1), (.earlier, -2), (.later, 2),
  ]

  /// Appends the features of another word that depend on this one alone.
  func append(_ word: WordTraits, to features: inout [UInt64]) {
    let question = UInt64(200 + 2 * rawValue)
    features.append(FeatureHash.of(question, word.lower))
    features.append(FeatureHash.of(question + 1, word.habit))
  }
}
