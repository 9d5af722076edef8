/// Words with what they can be and how common they are: a file of lines `word TAB kinds TAB rank`.
///
/// Kinds and rank are any texts, `-` for none; words alike get alike ones. Lines that begin with `#`
/// are comments.
struct Lexicon: Sendable {
  /// Word, kinds, rank.
  private(set) var entries: [(word: String, kinds: String, rank: String)] = []

  init() {}

  /// - Throws: `LexiconProblem` at the first line that is no entry.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(LexiconProblem) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw LexiconProblem(line: 0, message: "the lexicon is not UTF-8")
    }
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else {
        throw LexiconProblem(
          line: i + 1,
          message: "the line has \(parts.count) columns; write word, kinds and rank"
        )
      }
      entries.append((parts[0], parts[1], parts[2]))
    }
  }

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

/// A line of a lexicon that is no entry; line 0: the file.
struct LexiconProblem: Error {
  let line: Int
  let message: String
}
