import GalleyKit
import GalleyLearning

/// A word with its part of speech and dictionary form, to learn from.
struct LemmaExample: Hashable, Sendable {
  var word: String
  var label: TaggerModel.Label
  var lemma: String
}

/// Learns a lemmatizer: the rules of words that were seen, and for others those of the longest
/// ending that enough different words share.
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

  init(_ examples: some Sequence<LemmaExample>) {
    for example in examples { learn(example) }
  }

  /// The model, as a file.
  func model(made: JSONValue) -> [UInt8] {
    var chosen: [UInt64: EditRule] = [:]
    for (key, votes) in exceptions { chosen[key] = Self.winner(votes)?.rule }
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
    let rules = Set(chosen.values).union(kept.values).map(\.line).sorted()
    let numbers = Dictionary(rules.enumerated().map { ($1, $0) }) { first, _ in first }
    return ModelFile.bytes(
      kind: LemmaModel.kind,
      made: made,
      sections: [
        ("rules", Array(rules.map { $0 + "\n" }.joined().utf8)),
        ("exceptions", NumberTable.bytes(chosen.compactMapValues { numbers[$0.line] })),
        ("endings", NumberTable.bytes(kept.compactMapValues { numbers[$0.line] })),
      ]
    )
  }

  private mutating func learn(_ example: LemmaExample) {
    let (word, lower) = (example.word, example.word.lowercased())
    let rule = EditRule(from: word, to: example.lemma)
    let tag = LemmaKey.tag(upos: example.label.upos.utf8, xpos: example.label.xpos.utf8)
    exceptions[LemmaKey.written(word, tag), default: [:]][rule, default: 0] += 1
    exceptions[LemmaKey.lower(lower, tag), default: [:]][rule, default: 0] += 1
    guard seen.insert(example).inserted else { return }
    let characters = Array(lower.unicodeScalars)
    var before: UInt64?
    for count in 0...min(LemmaModel.longestEnding, characters.count) {
      let ending = String(String.UnicodeScalarView(characters.suffix(count)))
      let key = LemmaKey.ending(ending, of: word, tag)
      // A rule that takes more away than the ending has would cut into other words blindly.
      endings[count][key, default: [:]][rule, default: 0] += rule.removed <= count ? 1 : 0
      shorter[key] = before
      before = key
    }
  }

  /// The rule with most votes; of equals the one whose line comes first.
  private static func winner(_ votes: Votes) -> (rule: EditRule, votes: Int)? {
    votes.min { ($1.value, $0.key.line) < ($0.value, $1.key.line) }.map { ($0.key, $0.value) }
  }
}
