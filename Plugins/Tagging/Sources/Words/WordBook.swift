import GalleyLearning

/// What is known of words before any text is read: what a lexicon says of them, and which labels
/// they usually had in training.
struct WordBook: Sendable {
  /// By the hash of a word as it is written.
  let kinds: NumberTable
  /// By the hash of a word in lower case.
  let ranks: NumberTable
  let habits: NumberTable

  /// - Throws: `ModelProblem`.
  init(_ file: ModelFile) throws(ModelProblem) {
    kinds = try NumberTable(try file.section("kinds"), of: "kinds", limit: 1 << 16)
    ranks = try NumberTable(try file.section("ranks"), of: "ranks", limit: 1 << 16)
    habits = try NumberTable(try file.section("habits"), of: "habits", limit: 1 << 16)
  }
}
