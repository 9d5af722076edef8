import GalleyKit
import GalleyTesting
import Testing

@testable import QuotesTour

struct ConformanceTests {
  @Test
  func `quotes keeps the contract`() throws {
    #expect(try StageConformance(.document(Quotes.self)).problems() == [])
  }

  @Test
  func `without verbs it declares and writes no cues`() throws {
    let stage = try StageConformance(.document(Quotes.self), options: ["verbs": []])
    #expect(stage.problems() == [])
  }

  @Test(arguments: [
    PluginStage.document(StraightQuotes.self), .document(QuoteReview.self),
    .exporter(lines: QuoteList.self), .exporter(whole: QuoteTotals.self),
  ])
  func `the other stages keep the contract`(stage: PluginStage) throws {
    #expect(try StageConformance(stage, types: Quotes.manifest.types).problems() == [])
  }
}
