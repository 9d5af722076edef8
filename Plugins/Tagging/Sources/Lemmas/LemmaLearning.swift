import GalleyKit
import GalleyLearning

/// A word with its part of speech and dictionary form, to learn from.
struct LemmaExample: Hashable, Sendable {
  var word: String
  var label: TaggerModel.Label
  var lemma: String

  var tag: UInt64 { LemmaKey.tag(upos: label.upos.utf8, xpos: label.xpos.utf8) }
}

/// Learns a lemmatizer: the rules of words that were seen or are in a dictionary, and for others those
/// of the longest ending that enough different words share.
struct LemmaLearning {
  /// Rules of endings are those of at least this many words; of a part of speech, of one.
  private static let fewestWords = 2

  /// How often each rule was right.
  private typealias Votes = [EditRule: Int]

  private var exceptions: [UInt64: Votes] = [:]
  /// By the number of characters of the ending.
  private var endings: [[UInt64: Votes]] = Array(
    repeating: [:],
    count: LemmaModel.longestEnding + 1
  )
  /// Endings by their hash, with the hash of the ending one character shorter.
  private var shorter: [UInt64: UInt64] = [:]
  private var seen: Set<LemmaExample> = []
  /// Of the dictionary, what the examples did not have.
  private var listed: [(key: UInt64, example: LemmaExample, rule: EditRule)] = []

  /// `dictionary`: more words; where the examples have a word too, they decide.
  init(_ examples: some Sequence<LemmaExample>, dictionary: some Sequence<LemmaExample> = []) {
    for example in examples { learn(example) }
    for example in dictionary { list(example) }
  }

  /// The model, as a file.
  func model(made: JSONValue) -> [UInt8] {
    var chosen: [UInt64: EditRule] = [:]
    for (key, votes) in exceptions { chosen[key] = Self.winner(votes)?.rule }
    let endings = chosenEndings()
    for (key, example, rule) in listed where !Self.knows(endings, example) { chosen[key] = rule }
    let rules = Set(chosen.values).union(endings.values).map(\.line).sorted()
    let numbers = Dictionary(rules.enumerated().map { ($1, $0) }) { first, _ in first }
    return ModelFile.bytes(
      kind: LemmaModel.kind,
      made: made,
      sections: [
        ("rules", Array(rules.map { $0 + "\n" }.joined().utf8)),
        ("exceptions", NumberTable.bytes(chosen.compactMapValues { numbers[$0.line] })),
        ("endings", NumberTable.bytes(endings.compactMapValues { numbers[$0.line] })),
      ]
    )
  }

  private mutating func learn(_ example: LemmaExample) {
    let rule = EditRule(from: example.word, to: example.lemma)
    exceptions[LemmaKey.written(example.word, example.tag), default: [:]][rule, default: 0] += 1
    exceptions[LemmaKey.lower(example.word.lowercased(), example.tag), default: [:]][
      rule,
      default: 0
    ] += 1
    if seen.insert(example).inserted { learnEndings(example, rule) }
  }

  /// Takes a word of the dictionary.
  private mutating func list(_ example: LemmaExample) {
    let key = LemmaKey.lower(example.word.lowercased(), example.tag)
    guard exceptions[key] == nil else { return }
    // Of capitals, so that it holds for the word however it is written.
    let rule = EditRule(from: example.word.uppercased(), to: example.lemma)
    listed.append((key, example, rule))
    // A name says nothing about other words.
    guard example.lemma == example.lemma.lowercased() else { return }
    for word in Self.writings(example.word) {
      learnEndings(LemmaExample(word: word, label: example.label, lemma: example.lemma), rule)
    }
  }

  private static func writings(_ word: String) -> [String] {
    [word, word.prefix(1).uppercased() + word.dropFirst(), word.uppercased()]
  }

  private mutating func learnEndings(_ example: LemmaExample, _ rule: EditRule) {
    var before: UInt64?
    for (count, key) in LemmaKey.endings(of: example.word, example.tag).enumerated() {
      // A rule that takes more away than the ending has would cut into other words blindly.
      endings[count][key, default: [:]][rule, default: 0] += rule.removed <= count ? 1 : 0
      shorter[key] = before
      before = key
    }
  }

  /// The rules of endings that differ from that of the ending one character shorter.
  private func chosenEndings() -> [UInt64: EditRule] {
    var ruleOfEnding: [UInt64: EditRule] = [:]
    var kept: [UInt64: EditRule] = [:]
    for count in endings.indices {
      for (key, votes) in endings[count] {
        let inherited = shorter[key].flatMap { ruleOfEnding[$0] }
        let winner = Self.winner(votes).flatMap {
          $0.votes >= (count == 0 ? 1 : Self.fewestWords) ? $0.rule : nil
        }
        ruleOfEnding[key] = winner ?? inherited
        if let winner, winner != inherited { kept[key] = winner }
      }
    }
    return kept
  }

  /// Whether endings give the dictionary form of a word however it is written.
  private static func knows(_ endings: [UInt64: EditRule], _ example: LemmaExample) -> Bool {
    writings(example.word).allSatisfy { word in
      let rule = LemmaKey.endings(of: word, example.tag).reversed().lazy.compactMap { endings[$0] }
        .first
      return rule?.apply(to: word) == example.lemma
    }
  }

  /// The rule with most votes; of equals the one whose line comes first.
  private static func winner(_ votes: Votes) -> (rule: EditRule, votes: Int)? {
    votes.min { ($1.value, $0.key.line) < ($0.value, $1.key.line) }.map { ($0.key, $0.value) }
  }
}
