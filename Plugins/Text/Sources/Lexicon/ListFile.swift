/// The entries of a word list: sections in `[brackets]`, entries between white space, `#` comments.
struct ListFile {
  struct Problem: Error, CustomStringConvertible {
    /// Counted from 1.
    let line: Int
    let description: String
  }

  private(set) var entries: [LexiconEntry] = []

  /// Reads a list.
  ///
  /// - Throws: `Problem` if an entry stands before the first section, a section is unknown, or an
  ///   entry is too long.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {
    var section: WordTraits?
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("# ") || line == "#" { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        let name = String(line.dropFirst().dropLast())
        section = WordTraits.named(name)
        if section == nil {
          throw Problem(line: index + 1, description: "unknown section '\(name)'")
        }
        continue
      }
      for word in line.split(whereSeparator: \.isWhitespace) {
        entries.append(try Self.entry(word, in: section, line: index + 1))
      }
    }
  }

  private static func entry(
    _ word: Substring,
    in section: WordTraits?,
    line: Int
  ) throws(Problem) -> LexiconEntry {
    guard let section else {
      throw Problem(line: line, description: "entry before the first [section]")
    }
    guard let entry = LexiconEntry(word, section) else {
      throw Problem(
        line: line,
        description: "'\(word)' is longer than \(PackedWord.limit) bytes"
      )
    }
    return entry
  }
}
