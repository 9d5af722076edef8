/// How a word becomes its dictionary form: letters change case, characters at the end go, others
/// come.
struct EditRule: Hashable, Sendable {
  enum Case: String, Sendable {
    /// As it is written.
    case kept
    case lower
    /// The first character as a capital, the others small.
    case capitalised
  }

  var letters: Case
  /// Characters that go.
  var removed: Int
  /// What comes in their place.
  var added: String

  /// The rule that takes the fewest characters away, of those that make `lemma` of `word`.
  init(from word: String, to lemma: String) {
    var best: EditRule?
    for letters in [Case.lower, .kept, .capitalised] {
      let rule = EditRule(letters, Self.change(word, letters), lemma)
      if rule.removed < best?.removed ?? .max { best = rule }
    }
    self = best ?? EditRule(.kept, word, lemma)
  }

  private init(_ letters: Case, _ word: String, _ lemma: String) {
    let (word, lemma) = (Array(word.unicodeScalars), Array(lemma.unicodeScalars))
    var same = 0
    while same < min(word.count, lemma.count), word[same] == lemma[same] { same += 1 }
    self.letters = letters
    removed = word.count - same
    added = String(String.UnicodeScalarView(lemma[same...]))
  }

  /// The rule on a line of a model: case, characters that go, what comes; nil when it is none.
  init?(line: Substring) {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 3, let letters = Case(rawValue: String(parts[0])),
      let removed = Int(parts[1]), removed >= 0
    else { return nil }
    self.letters = letters
    self.removed = removed
    added = String(parts[2])
  }

  var line: String { "\(letters.rawValue)\t\(removed)\t\(added)" }

  /// The dictionary form; the word itself when the rule takes away more than there is.
  func apply(to word: String) -> String {
    let scalars = Self.change(word, letters).unicodeScalars
    guard removed <= scalars.count else { return word }
    let lemma = String(String.UnicodeScalarView(scalars.dropLast(removed))) + added
    return lemma.isEmpty ? word : lemma
  }

  private static func change(_ word: String, _ letters: Case) -> String {
    switch letters {
    case .kept: word
    case .lower: word.lowercased()
    case .capitalised: word.prefix(1).uppercased() + word.dropFirst().lowercased()
    }
  }
}
