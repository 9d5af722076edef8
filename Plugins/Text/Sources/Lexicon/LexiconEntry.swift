/// One word of a list with what the list says about it.
struct LexiconEntry {
  let word: [UInt8]
  let traits: WordTraits

  /// Reads an entry of a section; in a contraction `|` stands where the words part.
  ///
  /// `nil` if the word is empty or longer than a `PackedWord`.
  init?(_ text: some StringProtocol, _ section: WordTraits) {
    let parts = section == .contraction ? text.split(separator: "|") : [text[...]]
    word = parts.flatMap { Array($0.utf8) }
    guard let first = parts.first, !word.isEmpty, word.count <= PackedWord.limit else {
      return nil
    }
    traits =
      section == .contraction
      ? .contraction(
        first: first.utf8.count,
        second: parts.count > 2 ? first.utf8.count + parts[1].utf8.count : 0
      )
      : section
  }
}
