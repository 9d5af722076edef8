import TestCommands
import Testing

/// The examples and rejects of the rules of `timex@1`.
struct TimexExamplesTests {
  @Test func `hold, and no rule is without`() throws {
    let galley = try Galley()
    let pipeline = """
      pipeline: times/1
      source: {uses: text-files@1, with: {path: '*.txt'}}
      stages:
        - {uses: timex@1}
      """
    try galley.folder.write(pipeline, to: "times.yaml")
    let outcome = try galley("test", "times.yaml")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(!outcome.output.contains("no examples"), "\(outcome.output)")
  }
}
