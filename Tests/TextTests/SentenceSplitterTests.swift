import GalleyKit
import Testing

@testable import Text

struct SentenceSplitterTests {
  @Test(arguments: AnswerCase.sheet("sentences"))
  func `splits sentences as the answer sheet does, with and without model`(_ sheet: AnswerCase) {
    #expect(sentences(sheet.text) == sheet.sentences)
    #expect(sentences(sheet.text, model: nil) == sheet.sentences)
  }

  @Test(arguments: ["", " ", "\n\n", "\u{A0}\u{2028}", "\u{FEFF}"])
  func `finds nothing in white space`(_ text: String) {
    #expect(sentences(text) == [])
  }

  @Test func `joins lines of wrapped text and ends sentences at blank lines`() {
    let text = """
      The committee met for the third time this
      week and agreed on nothing. Its chairman
      Kofi Brandt said that he
      would try again.

      Nobody believed him.
      """
    #expect(
      sentences(text) == [
        "The committee met for the third time this\nweek and agreed on nothing.",
        "Its chairman\nKofi Brandt said that he\nwould try again.", "Nobody believed him.",
      ]
    )
  }

  @Test func `ends a sentence at each line of a list`() {
    #expect(
      sentences("green apples\nrye bread\nsour milk") == ["green apples", "rye bread", "sour milk"]
    )
    #expect(sentences("1. Open the box.\n2. Close it.") == ["1. Open the box.", "2. Close it."])
  }

  @Test func `follows the paragraphs option`() {
    let text = "Rain fell on\nthe city. It\nstopped."
    #expect(sentences(text, .lines) == ["Rain fell on", "the city.", "It", "stopped."])
    #expect(sentences(text, .blankLines) == ["Rain fell on\nthe city.", "It\nstopped."])
  }

  @Test func `stops when asked`() {
    struct Stop: Error {}
    var spans: [TextSpan] = []
    let splitter = SentenceSplitter(lexicon: TestFiles.lexicon)
    let text = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    var calls = 0
    #expect(throws: Stop.self) {
      try text.withUnsafeBufferPointer {
        try splitter.split($0, into: &spans) {
          calls += 1
          if calls == 3 { throw Stop() }
        }
      }
    }
    #expect(calls == 3)
  }
}
