import GalleyKit

/// Sorts tokens into classes that no test of `SharedTests` tells apart, and remembers of each class
/// which tests it passes.
///
/// Words and features that no rule speaks of are all the same to it; so classes are few, and what is
/// known of them holds for all documents of a lane.
struct TokenClasses {
  private let width: Int
  /// Of each class: word in any case, word as it is written, then its features.
  private var keys: [UInt32] = []
  private var count = 0
  /// Numbers of classes from 1 by hash, 0 for free; a power of two.
  private var slots = [UInt32](repeating: 0, count: 256)
  /// Two bits for each test of a class: 0 not asked, 1 failed, 2 passed.
  private var answers: [UInt64] = []
  /// Words of `answers` for each class.
  private let stride: Int
  /// By row of the tokens.
  private var classes: [UInt32] = []

  /// More are forgotten before the next document.
  private static let mostClasses = 1 << 14

  init(tests: Int, features: Int) {
    stride = (tests + 31) / 32
    width = features + 2
  }

  /// Begins a document with a number of tokens.
  mutating func begin(rows: Int) {
    classes.removeAll(keepingCapacity: true)
    classes.append(contentsOf: repeatElement(0, count: rows))
    guard count > Self.mostClasses else { return }
    keys.removeAll(keepingCapacity: true)
    answers.removeAll(keepingCapacity: true)
    count = 0
    for slot in slots.indices { slots[slot] = 0 }
  }

  /// Finds the class of the token in a row.
  @inline(__always)
  mutating func add(_ row: Int, _ word: Vocabulary.Word, _ features: (Int) -> UInt32) {
    let first = keys.count
    keys.append(word.folded)
    keys.append(word.exact)
    for number in 0..<width - 2 { keys.append(features(number)) }
    var slot = firstSlot(ofKey: first)
    while slots[slot] != 0 {
      if isEqual(Int(slots[slot]) - 1, first) {
        keys.removeLast(width)
        classes[row] = slots[slot] - 1
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    answers.append(contentsOf: repeatElement(0, count: stride))
    classes[row] = UInt32(count)
    count += 1
    slots[slot] = UInt32(count)
    if count * 2 > slots.count { grow() }
  }

  /// Where to look for the key that begins at a place of `keys` first.
  private func firstSlot(ofKey first: Int) -> Int {
    var hash: UInt64 = 0
    for place in first..<first + width { hash = NameHash.mixed(hash, UInt64(keys[place])) }
    return Int(truncatingIfNeeded: hash) & (slots.count - 1)
  }

  private func isEqual(_ number: Int, _ first: Int) -> Bool {
    for place in 0..<width where keys[number * width + place] != keys[first + place] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for number in 0..<count {
      var slot = firstSlot(ofKey: number * width)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// Whether the token of a row passes a test; nil: not known yet.
  @inline(__always)
  func answer(_ row: Int, _ test: Int) -> Bool? {
    let word = answers[Int(classes[row]) * stride + (test >> 5)]
    let answer = word >> UInt64((test & 31) * 2) & 3
    return answer == 0 ? nil : answer == 2
  }

  @inline(__always)
  mutating func remember(_ row: Int, _ test: Int, _ isPassed: Bool) {
    let word = Int(classes[row]) * stride + (test >> 5)
    answers[word] |= (isPassed ? 2 : 1) << UInt64((test & 31) * 2)
  }
}
