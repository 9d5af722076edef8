import GalleyKit
import Testing

@testable import Text

struct TokenizerTests {
  @Test(arguments: AnswerCase.sheet("tokens"))
  func `splits tokens as the answer sheet does`(_ sheet: AnswerCase) {
    #expect(tokens(sheet.text) == sheet.tokens)
  }

  @Test func `groups the words of a contraction`() {
    let text = "They shouldn't've; I cannot."
    let list = tokenList(text)
    #expect(list.columns.groups.map { covered(text, $0) } == ["shouldn't've", "cannot"])
    #expect(list.tokens.map(\.group) == [0, 1, 1, 1, 0, 0, 2, 2, 0])
  }

  private static let looks: [(String, TokenFlags)] = [
    ("Rain", [.letters, .capitalised]),
    ("rain", [.letters]),
    ("NATO", [.letters, .capitalised, .allCapitals]),
    ("iPhone", [.letters, .mixedCase]),
    ("McKay", [.letters, .capitalised, .mixedCase]),
    ("Zürich", [.letters, .capitalised, .beyondASCII]),
    ("1,024", [.digits, .number]),
    ("G20", [.letters, .digits, .capitalised]),
    ("€", [.symbol, .beyondASCII]),
    ("(", [.punctuation, .opening]),
    ("🇳🇴", [.symbol, .emoji, .beyondASCII]),
    ("#rain", [.letters, .hashtag]),
    ("@rain", [.letters, .address]),
  ]

  @Test(arguments: looks)
  func `flags what a token looks like`(text: String, flags: TokenFlags) {
    let found = tokenList(text).tokens.first?.flags
    #expect(found == flags.union([.sentenceStart, .spaceAfter]))
  }

  @Test func `flags the words between quotation marks of one paragraph`() {
    let text = "He said \"no more\" twice. “So be it,” she said.\n\n\"Open and\n\nclosed"
    let list = tokenList(text)
    let quoted = list.tokens.filter { $0.flags.contains(.quoted) }
    #expect(
      quoted.map { covered(text, TextSpan(start: $0.start, end: $0.end)) }
        == ["no", "more", "So", "be", "it", ",", "Open", "and"]
    )
  }

  @Test func `splits text between sentences too`() {
    let list = TokenList()
    let text = Array("a b. c d.".utf8)
    let tokenizer = Tokenizer(lexicon: TestFiles.lexicon)
    text.withUnsafeBufferPointer {
      tokenizer.split($0, sentences: [TextSpan(2..<4)], into: list) {}
    }
    #expect(list.tokens.map { Int($0.start) } == [0, 2, 3, 5, 7, 8])
    #expect(list.tokens.map { $0.flags.contains(.sentenceStart) }.firstIndex(of: true) == 1)
  }
}
