import GalleyKit
import GalleyLearning

/// A lemmatizer's model: rules, and which one goes with a word and its part of speech.
struct LemmaModel: Sendable {
  static let kind = "lemmas/1"
  /// Characters of the longest ending that has a rule.
  static let longestEnding = 6

  private let rules: [EditRule]
  /// By word and part of speech, as written and in lower case.
  private let exceptions: NumberTable
  /// By the end of a word and part of speech.
  private let endings: NumberTable

  /// Opens a model; the bytes must outlive it.
  ///
  /// - Throws: `ModelProblem`.
  init(_ bytes: UnsafeRawBufferPointer) throws(ModelProblem) {
    let file = try ModelFile(bytes, kind: Self.kind)
    rules = try file.lines("rules").map { line throws(ModelProblem) in
      guard let rule = EditRule(line: line[...]) else {
        throw ModelProblem("has a rule that cannot be read: '\(line)'")
      }
      return rule
    }
    exceptions = try NumberTable(
      try file.section("exceptions"),
      of: "exceptions",
      limit: rules.count
    )
    endings = try NumberTable(try file.section("endings"), of: "endings", limit: rules.count)
  }

  /// The dictionary form of a word.
  ///
  /// `tag`: hash of its part of speech, of `LemmaKey.tag`.
  func lemma(of word: String, tag: UInt64) -> String {
    if let listed = listed(word, tag) { return listed }
    // Words are listed with the apostrophe of keyboards: 'll.
    if word.unicodeScalars.contains("\u{2019}"),
      let listed = listed(word.replacing("\u{2019}", with: "'"), tag)
    {
      return listed
    }
    for key in LemmaKey.endings(of: word, tag).reversed() {
      if let rule = endings.number(of: key) { return rules[rule].apply(to: word) }
    }
    return word
  }

  /// What the exceptions say of a word.
  private func listed(_ word: String, _ tag: UInt64) -> String? {
    let rule =
      exceptions.number(of: LemmaKey.written(word, tag))
      ?? exceptions.number(of: LemmaKey.lower(word.lowercased(), tag))
    return rule.map { rules[$0].apply(to: word) }
  }
}

/// Hashes under which rules are looked up.
enum LemmaKey {
  static func tag(upos: some Sequence<UInt8>, xpos: some Sequence<UInt8>) -> UInt64 {
    FeatureHash.of(1, FeatureHash.of(upos), FeatureHash.of(xpos))
  }

  static func written(_ word: String, _ tag: UInt64) -> UInt64 {
    FeatureHash.of(2, tag, FeatureHash.of(word.utf8))
  }

  static func lower(_ word: String, _ tag: UInt64) -> UInt64 {
    FeatureHash.of(3, tag, FeatureHash.of(word.utf8))
  }

  /// Of the endings of a word, the empty one first.
  ///
  /// `word`: as it is written, which decides about its case.
  static func endings(of word: String, _ tag: UInt64) -> [UInt64] {
    let characters = word.lowercased().unicodeScalars
    let look = look(of: word)
    return (0...min(LemmaModel.longestEnding, characters.count)).map { count in
      let ending = String(String.UnicodeScalarView(characters.suffix(count)))
      return FeatureHash.of(4, tag, FeatureHash.of(ending.utf8), look)
    }
  }

  /// 0: in small letters or without any, 1: begins with a capital, 2: is in capitals, 3: has capitals inside
  /// and a small letter or none in front.
  private static func look(of word: String) -> UInt64 {
    guard let first = word.unicodeScalars.first, first.properties.isUppercase else {
      return word == word.lowercased() ? 0 : 3
    }
    return word.unicodeScalars.count > 1 && word == word.uppercased() ? 2 : 1
  }
}
