/// Texts of one or several words.
extension RuleCompiler {
  /// The number of a phrase, compiled once.
  mutating func phrase(_ text: String) -> Int {
    let words = text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.joined(separator: " ")
    if let known = phraseNumbers[words] { return known }
    let isFolded = caseRule.folds(words)
    let bytes = isFolded ? Vocabulary.folded(words) : Array(words.utf8)
    phrases.append(CompiledPhrase(bytes: bytes, isFolded: isFolded))
    phraseAnchors.append(anchor(ofPhrase: words))
    phraseNumbers[words] = phrases.count - 1
    return phrases.count - 1
  }

  /// The tokens a phrase may begin with: its first word, or part of it where tokens part words.
  private mutating func anchor(ofPhrase text: String) -> RuleAnchor {
    let first = text.prefix { $0 != " " }
    var atoms: Set<RuleAnchor.Atom> = [.word(vocabulary.add(folded: String(first)))]
    var beginning = String.UnicodeScalarView()
    for scalar in first.unicodeScalars.dropLast() {
      beginning.append(scalar)
      atoms.insert(.beginning(vocabulary.add(folded: String(beginning))))
    }
    return RuleAnchor(atoms, cost: RuleAnchor.frequency(ofWord: first.utf8.count))
  }
}
