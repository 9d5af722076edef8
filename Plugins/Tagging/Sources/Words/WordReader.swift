import GalleyLearning

/// Reads words: what they say about themselves, and the features that depend on them alone.
struct WordReader {
  private let book: WordBook
  private var form: [UInt8] = []
  private var lower: [UInt8] = []
  /// Offsets in `lower` at which characters begin, and its end.
  private var characters: [Int] = []
  private var shape: [UInt8] = []

  init(_ book: WordBook) { self.book = book }

  /// Reads a word and appends its features.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, features: inout [UInt64]) -> WordTraits {
    form.removeAll(keepingCapacity: true)
    form.append(contentsOf: bytes)
    makeLower()
    makeShape()
    var traits = WordTraits()
    traits.form = FeatureHash.of(form)
    traits.lower = FeatureHash.of(lower)
    traits.shape = FeatureHash.of(shape)
    traits.start = FeatureHash.of(shape.prefix(2))
    traits.ending2 = ending(2)
    traits.ending3 = ending(3)
    traits.looks = looks
    traits.rank = UInt64(book.ranks.number(of: traits.lower).map { $0 + 1 } ?? 0)
    traits.kinds = kinds(of: traits)
    traits.habit = habit(of: traits)
    appendFeatures(of: traits, to: &features)
    return traits
  }

  private func appendFeatures(of word: WordTraits, to features: inout [UInt64]) {
    features.append(FeatureHash.of(100, 0))
    features.append(FeatureHash.of(101, word.form))
    features.append(FeatureHash.of(102, word.lower))
    features.append(FeatureHash.of(103, word.shape))
    for count in 1...6 where count < characters.count {
      features.append(FeatureHash.of(103 + UInt64(count), ending(count)))
    }
    for count in 1...4 where count < characters.count - 1 {
      let beginning = FeatureHash.of(lower[..<characters[count]])
      features.append(FeatureHash.of(109 + UInt64(count), beginning))
    }
    features.append(FeatureHash.of(114, word.kinds))
    features.append(FeatureHash.of(115, word.kinds, word.start))
    features.append(FeatureHash.of(116, word.habit))
    features.append(FeatureHash.of(117, word.rank, word.start))
    features.append(FeatureHash.of(118, word.rank, word.kinds, word.start))
    features.append(FeatureHash.of(119, word.rank, word.ending2, word.start))
    features.append(FeatureHash.of(120, word.ending2, word.shape))
    features.append(FeatureHash.of(121, word.ending3, word.kinds))
  }

  /// The last characters in lower case; all of them when there are fewer.
  private func ending(_ count: Int) -> UInt64 {
    FeatureHash.of(lower[characters[max(0, characters.count - 1 - count)]...])
  }

  private mutating func makeLower() {
    lower.removeAll(keepingCapacity: true)
    if form.contains(where: { $0 >= 0x80 }) {
      lower.append(contentsOf: String(decoding: form, as: UTF8.self).lowercased().utf8)
    } else {
      for byte in form { lower.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
    }
    characters.removeAll(keepingCapacity: true)
    for (i, byte) in lower.enumerated() where byte & 0xC0 != 0x80 { characters.append(i) }
    characters.append(lower.count)
  }

  private mutating func makeShape() {
    shape.removeAll(keepingCapacity: true)
    var run = 0
    for sign in signs {
      run = sign == shape.last ? run + 1 : 1
      if run <= 2 { shape.append(sign) }
    }
  }

  /// A sign for each character.
  private var signs: [UInt8] {
    String(decoding: form, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x30...0x39: UInt8(ascii: "d")
      case 0x41...0x5A: UInt8(ascii: "X")
      case 0x61...0x7A: UInt8(ascii: "x")
      case 0..<0x80: UInt8(scalar.value)
      default: Self.sign(scalar.properties)
      }
    }
  }

  private static func sign(_ properties: Unicode.Scalar.Properties) -> UInt8 {
    if properties.isUppercase { return UInt8(ascii: "X") }
    if properties.isLowercase { return UInt8(ascii: "x") }
    return properties.isAlphabetic ? UInt8(ascii: "a") : 0x7F
  }

  private var looks: WordTraits.Looks {
    var looks: WordTraits.Looks = form == lower ? [.small] : []
    if [UInt8(ascii: "X"), UInt8(ascii: "x"), UInt8(ascii: "a")].contains(shape[0]) {
      looks.insert(.letter)
    }
    guard shape[0] == UInt8(ascii: "X") else { return looks }
    looks.insert(.capitalised)
    if characters.count > 2, !shape.contains(UInt8(ascii: "x")) { looks.insert(.allCapitals) }
    return looks
  }

  /// What the lexicon says of the word in lower case and, when it differs, as it is written; of an
  /// unknown compound what it says of the part behind the last hyphen.
  private func kinds(of word: WordTraits) -> UInt64 {
    let small = book.kinds.number(of: word.lower).map { UInt64($0 + 1) } ?? 0
    let written =
      word.form == word.lower ? 0 : book.kinds.number(of: word.form).map { UInt64($0 + 1) } ?? 0
    if small == 0, written == 0, let hyphen = lower.lastIndex(of: UInt8(ascii: "-")) {
      let part = FeatureHash.of(lower[(hyphen + 1)...])
      return book.kinds.number(of: part).map { UInt64($0 + 1) << 32 } ?? 0
    }
    return small | written << 16
  }

  private func habit(of word: WordTraits) -> UInt64 {
    if let habit = book.habits.number(of: word.lower) { return UInt64(habit) }
    let first = UInt64(shape[0])
    return word.kinds == 0
      ? FeatureHash.of(1, word.ending2, first) : FeatureHash.of(2, word.kinds, first)
  }
}
