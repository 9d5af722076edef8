import GalleyLearning

/// Words met before, with what their own features say about labels; the memory of one lane.
struct WordCache {
  /// More words than this are forgotten all at once. It changes no result.
  private static let most = 16_384

  private var reader: WordReader
  private let model: SequenceModel
  private(set) var traits: [WordTraits] = []
  /// Scores of all labels, by word.
  private var scores: [Int32] = []
  private var slots: [Int32]
  private var features: [UInt64] = []

  init(_ book: WordBook, _ model: SequenceModel) {
    reader = WordReader(book)
    self.model = model
    slots = Array(repeating: -1, count: Self.most * 2)
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
    traits.append(reader.read(bytes, features: &features))
    let first = scores.count
    scores.append(contentsOf: repeatElement(0, count: model.labelCount))
    scores.withUnsafeMutableBufferPointer {
      if let base = $0.baseAddress { model.add(features, to: base + first) }
    }
    return traits.count - 1
  }

  /// Adds what the features of a word say to the scores of the labels.
  func add(_ word: Int, to sums: UnsafeMutablePointer<Int32>) {
    let count = model.labelCount
    scores.withUnsafeBufferPointer { scores in
      for label in 0..<count { sums[label] &+= scores[word * count + label] }
    }
  }
}
