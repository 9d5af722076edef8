import Testing

@testable import Text

struct WordListTests {
  private func list(_ text: String) throws -> [LexiconEntry] {
    try Array(text.utf8).withUnsafeBufferPointer { try ListFile($0).entries }
  }

  private func traits(_ word: String, in entries: [LexiconEntry]) -> WordTraits {
    let lexicon = Lexicon(entries)
    return Array(word.utf8).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map {
        lexicon.traits($0, length: buffer.count, readable: buffer.count)
      } ?? []
    }
  }

  @Test func `reads sections, entries and comments`() throws {
    let entries = try list("# a comment\n\n[title]\nmr  dr\n[place]\ndr\n")
    #expect(traits("Mr", in: entries) == .title)
    #expect(traits("DR", in: entries) == [.title, .place])
    #expect(traits("ms", in: entries) == [])
  }

  @Test func `reads where contractions part`() throws {
    let entries = try list("[contraction]\ndu|n|no")
    let splits = traits("Dunno", in: entries).splits
    #expect(splits.first == 2 && splits.second == 3)
  }

  @Test(arguments: [
    ("mr", 1), ("[title]\nmr\n[nobility]", 3), ("[title]\n\nmr eighteenletterslong", 3),
  ])
  func `names the line of a mistake`(text: String, line: Int) {
    let problem = #expect(throws: ListFile.Problem.self) { try list(text) }
    #expect(problem?.line == line)
  }
}
