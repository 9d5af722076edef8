/// The entries of a word list: sections in `[brackets]`, entries between white space, `#` comments.
struct ListFile {
  struct Problem: Error, CustomStringConvertible {
    /// Counted from 1.
    let line: Int
    let description: String
  }

  struct Entry {
    let section: String
    let text: Substring
    /// Counted from 1.
    let line: Int
  }

  private(set) var entries: [Entry] = []

  /// Reads a list.
  ///
  /// - Throws: `Problem` if an entry stands before the first section.
  init(_ bytes: [UInt8]) throws(Problem) {
    var section: String?
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("# ") || line == "#" { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = String(line.dropFirst().dropLast())
        continue
      }
      let words = line.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { continue }
      guard let section else {
        throw Problem(line: index + 1, description: "entry before the first [section]")
      }
      entries += words.map { Entry(section: section, text: $0, line: index + 1) }
    }
  }
}
