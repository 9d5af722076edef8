import GalleyKit
import GalleyTesting
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
    #expect(list.columns.pointee.groups.map { covered(text, $0) } == ["shouldn't've", "cannot"])
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

  /// Words far from the end of the text are read many bytes at a time.
  @Test func `splits words near the end of the text as elsewhere`() {
    let tokenizer = Tokenizer(lexicon: TestFiles.lexicon)
    func split(_ text: String, to end: Int) -> [TokenSpan] {
      let list = TokenList()
      Array(text.utf8).withUnsafeBufferPointer {
        tokenizer.split($0, sentences: [TextSpan(0..<end)], into: list) {}
      }
      return list.tokens
    }
    let parts = [
      "a", "I", "USA", "McCoy", "cannot", "gonna", "d'ye", " ", "  ", "\t", "\n", "'s", "’s", "'S",
      "'t", "’", ".", ",", "Bush", "7", "-", "é",
    ]
    var numbers = SplitMix(state: 5)
    for _ in 0..<3000 {
      var text = ""
      while let part = parts.randomElement(using: &numbers), (text + part).utf8.count < 15 {
        text += part
      }
      text += "b"
      let end = text.utf8.count
      #expect(split(text, to: end) == split(text + String(repeating: " ", count: 40), to: end))
    }
  }

  @Test func `writes tokens in lower case, new ones and those it has had`() throws {
    let text = "The THE the HE'S 9L15 Élan ÉLAN Antidisestablishmentarianism a A a\0 a"
    let run = try StageRun(
      .document(Tokens.self),
      options: ["lower": true],
      types: Sentences.manifest.types,
      resourceFolder: TestFiles.pluginPath
    )
    let lower = [
      "the", "the", "the", "he", "'s", "9l15", "élan", "élan", "antidisestablishmentarianism", "a",
      "a", "a", "\0", "a",
    ]
    for document in [text, "THE the", text] {
      let tokens = try run.process(TestDocument(document)).annotations(of: "Token")
      #expect(
        tokens.map { $0.features["lower"]?.text } == (tokens.count > 2 ? lower : ["the", "the"])
      )
    }
  }
}
