/// The words of a text as letters in lower case, one after the other, without what is no evidence
/// of a language: digits, addresses, `@names`, `#tags`, markup, entities.
struct LetterColumn {
  struct Word {
    /// Place in `letters`, without the boundaries.
    var start: Int
    var end: Int
    /// All letters are of one script.
    var script: UInt8
    var isCapitalised: Bool
  }

  /// A boundary stands before and behind every word.
  private(set) var letters: [UInt16] = []
  private(set) var words: [Word] = []

  mutating func removeAll() {
    letters.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }

  /// Appends the words of a text.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ table: borrowing LetterTable) {
    letters.append(LetterTable.boundary)
    table.letters.withUnsafeBufferPointer { known in
      table.scripts.withUnsafeBufferPointer { scripts in
        var scan = LetterScan(text: text, letters: known, scripts: scripts)
        while let word = scan.next(into: &letters) { words.append(word) }
      }
    }
  }
}
