import GalleyKit
import GalleyTesting
import Testing

/// A stage that breaks a rule is found out.
struct StageConformanceTests {
  private func problems(_ stage: PluginStage) throws -> String {
    try StageConformance(stage).problems().joined(separator: "\n")
  }

  @Test func `finds spans that cut a character`() throws {
    let problems = try problems(.document(BadStage<CutScalar>.self))
    #expect(problems.contains("fails on one emoji: contract-breach: added a Mark at 0..<1"))
    #expect(problems.contains("which cuts a character in two"))
  }

  @Test func `finds spans outside of the text`() throws {
    let problems = try problems(.document(BadStage<SpanOutside>.self))
    #expect(problems.contains("fails on an article: contract-breach"))
    #expect(problems.contains("outside the text"))
  }

  @Test func `finds types that are not declared`() throws {
    let problems = try problems(.document(BadStage<WrongType>.self))
    #expect(problems.contains("added annotations of 'Other', which it does not emit"))
  }

  @Test func `finds results that depend on earlier documents`() throws {
    let problems = try problems(.document(BadStage<CountingDocuments>.self))
    #expect(problems.contains("gives another result in 8 lanes on an article"))
  }

  @Test func `finds results that depend on the lane`() throws {
    let problems = try problems(.document(LaneStage.self))
    #expect(problems.contains("gives another result in 8 lanes"))
  }

  @Test func `finds failures`() throws {
    let problems = try problems(.document(BadStage<FailingOnEmptyText>.self))
    #expect(problems == "fails on empty text: empty: the text is empty")
  }

  @Test func `finds corpus stages that depend on the order of documents`() throws {
    let problems = try problems(.corpus(OrderedCorpusStage.self))
    #expect(problems.contains("gives other records when the documents come in another order"))
  }

  @Test func `finds readers that depend on the pieces of a stream`() throws {
    let problems = try problems(.reader(PieceReader.self))
    #expect(problems.contains("gives other documents when the stream gives 1 bytes at once"))
  }

  @Test func `finds exporters that depend on the lane`() throws {
    let problems = try problems(.exporter(lines: CountingExporter.self))
    #expect(problems.contains("gives another result in 8 lanes"))
  }
}
