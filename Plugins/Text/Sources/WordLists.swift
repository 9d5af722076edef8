import GalleyKit

/// The word lists of this plugin, in its data folder.
enum WordLists {
  static let sentenceFiles = [
    "Data/abbreviations.txt", "Data/sentence-words.txt", "Data/emoticons.txt",
    "Data/name-parts.txt",
  ]
  static let files = sentenceFiles + ["Data/token-words.txt"]

  /// Reads list files and the user's own abbreviations.
  ///
  /// - Throws: `PrepareFailure.reported` after reporting what is wrong.
  static func lexicon(
    _ files: [String],
    abbreviations: [String],
    setup: borrowing Setup
  ) throws -> Lexicon {
    var entries: [LexiconEntry] = []
    for file in files {
      let resource = try setup.resource(file)
      do {
        entries += try ListFile(resource.bytes).entries
      } catch {
        setup.report(
          code: "bad-word-list",
          in: resource,
          line: error.line,
          error.description,
          fix: "mend the file or install the plugin again"
        )
        throw PrepareFailure.reported
      }
    }
    return Lexicon(entries + (try own(abbreviations, setup: setup)))
  }

  private static func own(
    _ abbreviations: [String],
    setup: borrowing Setup
  ) throws -> [LexiconEntry] {
    var entries: [LexiconEntry] = []
    var isWrong = false
    for (index, abbreviation) in abbreviations.enumerated() {
      let word = abbreviation.hasSuffix(".") ? abbreviation.dropLast() : abbreviation[...]
      if !word.contains(where: \.isWhitespace), let entry = LexiconEntry(word, .company) {
        entries.append(entry)
        continue
      }
      isWrong = true
      setup.report(
        code: "bad-abbreviation",
        at: "/abbreviations/\(index)",
        "abbreviation '\(abbreviation)' is not one word of at most \(PackedWord.limit) bytes",
        fix: "write one word, without its last period"
      )
    }
    if isWrong { throw PrepareFailure.reported }
    return entries
  }
}
