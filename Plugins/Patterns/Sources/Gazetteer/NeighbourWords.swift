import GalleyKit
import GalleyPatterns

/// What words beside a name say about it.
struct NeighbourWords: Sendable {
  enum Kind: String, Sendable {
    case title, opener, particle, suffix
  }

  private var kinds: [[UInt8]: Kind] = [:]

  /// The words that come with the plugin, and titles of the user's.
  ///
  /// - Throws: `PrepareFailure` when the plugin's own list cannot be read.
  static func loaded(_ setup: borrowing Setup, titles: [String]) throws -> NeighbourWords {
    let list = try setup.resource("Data/name-neighbours.tsv")
    var words = NeighbourWords()
    var problems = ListProblems()
    let rows = ListRows(list.bytes, .tabs)
    while let row = rows.next(&problems) {
      let cells = row.cells.map { String(decoding: row.bytes[$0.range], as: UTF8.self) }
      words.kinds[Array(cells[0].lowercased().utf8)] = Kind(rawValue: cells[1])
    }
    for title in titles {
      let last = title.split(separator: " ").last ?? ""
      words.kinds[Array(last.lowercased().utf8)] = .title
    }
    return words
  }

  func kind(of word: NeighbourWord, in text: UnsafeBufferPointer<UInt8>) -> Kind? {
    let letters = Array(String(decoding: text[word.range], as: UTF8.self).lowercased().utf8)
    if let kind = kinds[letters] { return kind }
    // Presidents Bush and Obama.
    let isPlural = letters.last == UInt8(ascii: "s") && kinds[Array(letters.dropLast())] == .title
    return isPlural ? .title : nil
  }
}
