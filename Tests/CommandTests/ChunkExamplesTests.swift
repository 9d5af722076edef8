import TestCommands
import Testing

/// The examples in the rules of `chunks@1`, by `galley test`.
@Suite struct ChunkExamplesTests {
  private static let pipeline = """
    pipeline: chunks/1
    source: {uses: text-files@1, with: {path: '*.txt'}}
    stages:
      - {uses: sentences@1}
      - {uses: tokens@1}
      - {uses: tagger@1}
      - {uses: lemmas@1}
      - {uses: chunks@1}
    export:
      - {uses: jsonl@1}
    """

  @Test func `every rule has examples and does what they say`() throws {
    let outcome = try Galley(["chunks.yaml": Self.pipeline])("test", "chunks.yaml", "--verbose")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(!outcome.output.contains("no examples"))
    for rule in ["coordinated", "coordinated-passive", "verb-group", "inserted", "noun-phrase"] {
      #expect(outcome.output.contains("example 1 of rule '\(rule)' passes"))
      #expect(outcome.output.contains("reject 1 of rule '\(rule)' passes"))
    }
  }
}
