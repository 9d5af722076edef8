/// The phrases of one language, found by their first words.
struct CueTable: Sendable {
  /// What stands at a word: the longest phrase of each place, and the traits of all.
  struct Finding {
    /// Traits of the longest phrase.
    var longest: CueTraits = []
    /// Where the longest phrase ends.
    var end = 0
    /// How many words the longest phrase has.
    var words = 0
    /// Traits of all phrases that begin here.
    var all: CueTraits = []
  }

  private struct Slot {
    var first = PackedWord()
    /// The phrases with this first word, longest first.
    var phrases = 0..<0
  }

  /// A phrase goes on over blanks, a line break, or a mark; in UTF-8 bytes.
  private static let widestGap = 8

  private var slots: [Slot]
  private var phrases: [CueFile.Phrase]

  init(_ phrases: [CueFile.Phrase]) {
    let groups = Dictionary(grouping: phrases.indices) { phrases[$0].words[0].key }
    var capacity = 64
    while capacity < groups.count * 3 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    self.phrases = []
    for group in groups.values.sorted(by: { $0[0] < $1[0] }) {
      let first = self.phrases.count
      let sorted = group.map { phrases[$0] }.sorted { $0.words.count > $1.words.count }
      self.phrases += sorted
      let word = sorted[0].words[0]
      slots[slot(of: word)] = Slot(first: word, phrases: first..<self.phrases.count)
    }
  }

  var isEmpty: Bool { phrases.isEmpty }

  /// The phrases whose first word is `word`.
  func find(_ word: ScannedWord, in text: ByteText, before end: Int) -> Finding {
    var finding = Finding()
    guard let packed = word.packed(text) else { return finding }
    for index in slots[slot(of: packed)].phrases {
      let phrase = phrases[index]
      guard phrase.words.count > 1 else {
        note(phrase, end: word.end, in: &finding)
        continue
      }
      if let last = match(phrase, after: word.end, in: text, before: end) {
        note(phrase, end: last, in: &finding)
      }
    }
    return finding
  }

  /// What a single word is; nothing for the first words of phrases.
  func traits(_ word: ScannedWord, in text: ByteText) -> CueTraits {
    guard let packed = word.packed(text) else { return [] }
    var traits: CueTraits = []
    for index in slots[slot(of: packed)].phrases where phrases[index].words.count == 1 {
      traits.formUnion(phrases[index].traits)
    }
    return traits
  }

  private func note(_ phrase: CueFile.Phrase, end: Int, in finding: inout Finding) {
    finding.all.formUnion(phrase.traits)
    if phrase.words.count > finding.words {
      finding.longest = phrase.traits
      finding.words = phrase.words.count
      finding.end = end
    } else if phrase.words.count == finding.words {
      finding.longest.formUnion(phrase.traits)
    }
  }

  /// The end of a phrase whose first word ends at `offset`, if its other words follow.
  private func match(
    _ phrase: CueFile.Phrase,
    after offset: Int,
    in text: ByteText,
    before end: Int
  ) -> Int? {
    var offset = offset
    for expected in phrase.words.dropFirst() {
      var scan = WordScan(text, from: offset, to: min(end, offset + Self.widestGap + 2))
      guard let near = scan.next(), near.start - offset <= Self.widestGap else { return nil }
      var whole = WordScan(text, from: near.start, to: end)
      guard let word = whole.next(), word.packed(text) == expected else { return nil }
      offset = word.end
    }
    return offset
  }

  private func slot(of word: PackedWord) -> Int {
    var index = Int(truncatingIfNeeded: word.hash) & (slots.count - 1)
    while !slots[index].phrases.isEmpty, slots[index].first != word {
      index = (index + 1) & (slots.count - 1)
    }
    return index
  }
}

extension PackedWord {
  /// The word as a key of a dictionary.
  fileprivate var key: [UInt64] { [low, high] }
}
