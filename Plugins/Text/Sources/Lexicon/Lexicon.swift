/// The words of all lists in one open-addressing table.
///
/// One look-up answers every question about a word. Memory of its own instead of arrays, because
/// look-ups stand in the hot loops.
final class Lexicon: @unchecked Sendable {
  // Sendable: nothing is written after `init`.
  private struct Slot {
    var word: PackedWord
    var traits: WordTraits
  }

  private let slots: UnsafeMutablePointer<Slot>
  /// A byte of the hash for each slot, 0 when it is empty: most words are in no list, and these bytes
  /// fit the nearest cache.
  private let marks: UnsafeMutablePointer<UInt8>
  private let mask: Int
  /// A bit for each (first byte, last byte, length) of a contraction: most words need no look-up.
  private let contractionHints: UnsafeMutablePointer<UInt64>
  /// A bit for each (first byte, second byte) of an emoticon: most signs need no look-up.
  private let emoticonHints: UnsafeMutablePointer<UInt64>
  private static let hintBits = 4096

  init(_ entries: [LexiconEntry]) {
    var capacity = 64
    while capacity < entries.count * 3 { capacity *= 2 }
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(word: PackedWord(), traits: []), count: capacity)
    marks = .allocate(capacity: capacity)
    marks.initialize(repeating: 0, count: capacity)
    mask = capacity - 1
    contractionHints = .allocate(capacity: Self.hintBits / 64)
    contractionHints.initialize(repeating: 0, count: Self.hintBits / 64)
    emoticonHints = .allocate(capacity: Self.hintBits / 64)
    emoticonHints.initialize(repeating: 0, count: Self.hintBits / 64)
    for entry in entries { insert(entry) }
  }

  deinit {
    slots.deallocate()
    marks.deallocate()
    contractionHints.deallocate()
    emoticonHints.deallocate()
  }

  /// What the lists say about the word in `bytes`; nothing for words of more than 16 bytes.
  func traits(_ bytes: UnsafePointer<UInt8>, length: Int, readable: Int) -> WordTraits {
    guard length > 0, length <= PackedWord.limit else { return [] }
    let index = slot(of: PackedWord(bytes, length: length, readable: readable))
    return marks[index] == 0 ? [] : slots[index].traits
  }

  /// Whether a word with these ends, in lower case, may be a contraction written together.
  @inline(__always)
  func mayBeContraction(first: UInt8, last: UInt8, length: Int) -> Bool {
    let bit = Self.hint(first: first, last: last, length: length)
    return contractionHints[bit >> 6] >> UInt64(bit & 63) & 1 != 0
  }

  /// Whether an emoticon of the lists, in lower case, may begin with these two bytes.
  @inline(__always)
  func mayBeEmoticon(_ first: UInt8, _ second: UInt8) -> Bool {
    let bit = Self.hint(first: first, last: second, length: 0)
    return emoticonHints[bit >> 6] >> UInt64(bit & 63) & 1 != 0
  }

  @inline(__always)
  private static func hint(first: UInt8, last: UInt8, length: Int) -> Int {
    (Int(first | 0x20) &* 37 &+ Int(last | 0x20) &* 5 &+ length &* 701) & (hintBits - 1)
  }

  /// The slot that holds `word` or the empty one where it would stand.
  private func slot(of word: PackedWord) -> Int {
    let hash = word.hash
    let mark = Self.mark(hash)
    var index = Int(truncatingIfNeeded: hash) & mask
    while marks[index] != 0, marks[index] != mark || slots[index].word != word {
      index = (index + 1) & mask
    }
    return index
  }

  private static func mark(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 56) | 1 }

  /// Adds an entry; what several lists say about one word adds up.
  private func insert(_ entry: LexiconEntry) {
    entry.word.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let word = PackedWord(base, length: buffer.count, readable: buffer.count)
      let index = slot(of: word)
      marks[index] = Self.mark(word.hash)
      slots[index] = Slot(word: word, traits: slots[index].traits.union(entry.traits))
      if entry.traits.contains(.contraction) {
        let last = buffer[buffer.count - 1]
        hint(contractionHints, Self.hint(first: buffer[0], last: last, length: buffer.count))
      }
      if entry.traits.contains(.emoticon), buffer.count > 1 {
        hint(emoticonHints, Self.hint(first: buffer[0], last: buffer[1], length: 0))
      }
    }
  }

  private func hint(_ hints: UnsafeMutablePointer<UInt64>, _ bit: Int) {
    hints[bit >> 6] |= 1 << UInt64(bit & 63)
  }
}
