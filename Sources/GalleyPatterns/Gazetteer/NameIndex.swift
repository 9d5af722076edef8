/// Names that are looked up in texts, many at once.
///
/// Each word of a text is hashed. Two bits in a small filter say whether a name of one word may be
/// there, and whether a longer name may begin there; only then more words are hashed and looked up, one
/// by one, in a table of the hashes of all beginnings of names. What it finds is compared in full.
///
/// Most words of a text are in no name: for them one look into a filter that fits the processor's cache
/// is all. Nothing is taken apart, copied or allocated for a word.
public final class NameIndex: @unchecked Sendable {
  // Unchecked: all memory is written in the initializer, and only read afterwards.

  let rules: NameRules
  let tables: NameTables
  /// Whether some name begins with a sign, by the byte the sign begins with.
  let signs: [Bool]
  /// Two bits for each first word: 1 a name of one word, 2 the beginning of a longer one.
  let firstWords: BitFilter
  /// One bit for each beginning of two words.
  let pairs: BitFilter
  let sequences: SequenceTable
  let forms: NameForms

  init(
    _ rules: NameRules,
    _ tables: NameTables,
    signs: [Bool],
    firstWords: BitFilter,
    pairs: BitFilter,
    sequences: SequenceTable,
    forms: NameForms
  ) {
    self.rules = rules
    self.tables = tables
    self.signs = signs
    self.firstWords = firstWords
    self.pairs = pairs
    self.sequences = sequences
    self.forms = forms
  }

  deinit {
    firstWords.deallocate()
    pairs.deallocate()
    sequences.deallocate()
  }

  /// How many names were added.
  public var count: Int { forms.count }

  /// Finds the names that begin in a part of a text, in order of their first bytes.
  ///
  /// Names begin and end at word boundaries. Several may begin at one place, and overlap. Linear in the
  /// text times the words of the longest name.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8.
  ///   - start: 0, or what an earlier call returned.
  ///   - end: up to where names may begin.
  ///   - matches: where the matches are appended.
  /// - Returns: where to go on: `end`, or the end of the word that goes beyond it.
  public func find(
    in text: UnsafeBufferPointer<UInt8>,
    from start: Int,
    to end: Int,
    into matches: inout [NameMatch]
  ) -> Int {
    guard let base = text.baseAddress, count > 0 else { return end }
    let search = NameSearch(
      text: NameText(base: base, count: text.count, tables: tables),
      index: self
    )
    return signs.withUnsafeBufferPointer { signs in
      search.run(from: start, to: min(end, text.count), signs, into: &matches)
    }
  }
}

/// Which hashes may be there: one or two bits each.
struct BitFilter: @unchecked Sendable {
  // Unchecked: written while the index is built, and read by nobody before that.
  private let words: UnsafeMutablePointer<UInt64>
  let mask: UInt64

  /// A filter of at least eight places for each of `count` hashes.
  init(count: Int) {
    var places = 1 << 12
    while places < count * 8 { places *= 2 }
    mask = UInt64(places - 1)
    words = .allocate(capacity: places / 32)
    words.initialize(repeating: 0, count: places / 32)
  }

  func insert(_ hash: UInt64, bits: UInt64) {
    let place = hash >> 12 & mask
    words[Int(place >> 5)] |= bits << (place & 31 &* 2)
  }

  @inline(__always)
  func bits(of hash: UInt64) -> UInt64 {
    let place = hash >> 12 & mask
    return words[Int(place >> 5)] >> (place & 31 &* 2) & 3
  }

  func deallocate() { words.deallocate() }
}
