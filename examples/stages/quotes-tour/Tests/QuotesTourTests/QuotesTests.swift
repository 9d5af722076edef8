import GalleyKit
import GalleyTesting
import Testing

@testable import QuotesTour

struct QuotesTests {
  private let quotes = PluginStage.document(Quotes.self)

  @Test(arguments: [
    "[\"[It](Token) [is](Token) [late](Token)\"](Quote words=3 opening=it), [said](Token) she.",
    "[\"[Who](Token)[?](Token)\"](Quote question=true words=2 opening=who)",
    "A \"sign without an end",
  ])
  func `finds quotations`(marked: String) throws {
    let expected = try MarkedText(marked)
    var given = expected.document
    given.annotations = given.annotations(of: "Token")
    let processed = try StageRun(quotes, types: [TypeDeclaration("Token")]).process(given)
    #expect(
      expected.comparable(processed.annotations(of: "Quote"))
        == expected.annotations.filter { $0.type == "Quote" }
    )
  }

  @Test
  func `refers to the verb of speech`() throws {
    let text = try MarkedText("\"[Rain](Token)\", [said](Token) Ann.")
    let stage = try StageRun(quotes, types: [TypeDeclaration("Token")])
    let processed = try stage.process(text.document)
    let cue = try #require(processed.annotations(of: "Cue").first)
    let quote = try #require(processed.annotations(of: "Quote").first)
    #expect(processed.coveredText(of: cue) == "said")
    #expect(quote.features["cue"] == .integer(Int64(cue.id)))
  }

  @Test
  func `reports marks without text at the option`() throws {
    let problems = try StageRun.problems(
      of: quotes,
      options: ["marks": [["open": "«", "close": "»"], ["open": "", "close": "»"]]]
    )
    #expect(problems.map(\.code) == ["empty-mark"])
    #expect(problems.map(\.place) == ["/marks/1"])
  }

  @Test
  func `fails texts in other languages`() throws {
    let stage = try StageRun(.document(QuoteReview.self), types: Quotes.manifest.types)
    let german = TestDocument("\"Nein\"", metadata: ["language": "de"])
    #expect(throws: TestFailure.self) { try stage.process(german) }
    #expect(try stage.process(TestDocument("No one spoke.")).dropReason == "no-quotations")
  }

  @Test
  func `what is said behind a question is asked`() throws {
    let text = try MarkedText("[\"Who?\"](Quote words=2 question=true) [said](Cue lemma=say) Bo.")
    var document = text.document
    document.annotations[0].features["cue"] = 2
    let stage = try StageRun(.document(QuoteReview.self), types: Quotes.manifest.types)
    let cues = try stage.process(document).annotations(of: "Cue")
    #expect(cues.map(\.features) == [["lemma": "ask"]])
  }
}
