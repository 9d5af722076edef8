/// Words with what they can be and how common they are.
///
/// Kinds and rank are any texts, `-` for none; words alike get alike ones.
struct Lexicon: Sendable {
  static let columns = ["word", "kinds", "rank"]

  private let entries: [(word: String, kinds: String, rank: String)]

  /// `lines`: their columns are `columns`.
  init(_ lines: [[String]] = []) { entries = lines.map { ($0[0], $0[1], $0[2]) } }

  /// The numbers of what words can be, by words as they are written.
  var kinds: [String: Int] { numbers(entries.map { ($0.word, $0.kinds) }) }

  /// The numbers of how common words are, by words in lower case.
  var ranks: [String: Int] { numbers(entries.map { ($0.word.lowercased(), $0.rank) }) }

  /// Numbers values in byte order, so that they do not depend on the order of the lines.
  private func numbers(_ pairs: [(String, String)]) -> [String: Int] {
    let values = Set(pairs.map(\.1)).subtracting(["-"]).sorted()
    let numbers = Dictionary(values.enumerated().map { ($1, $0) }) { first, _ in first }
    var result: [String: Int] = [:]
    for (word, value) in pairs { if let number = numbers[value] { result[word] = number } }
    return result
  }
}
