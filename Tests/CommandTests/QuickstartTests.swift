import TestCommands
import Testing

/// The pipeline of the first steps, whole.
struct QuickstartTests {
  private static let fixtures = "\(Repository.root)/Tests/CommandTests/Fixtures"
  private static let arguments = [
    "run", "\(Repository.root)/pipelines/quickstart.yaml", "--quiet", "--input",
    "\(fixtures)/articles", "--set", "source.with.metadata=\(fixtures)/articles.jsonl",
  ]

  /// To renew what is expected: `GALLEY_RECORD=1 swift test --filter QuickstartTests`.
  @Test(arguments: ["jsonl", "csv"])
  func `finds in three articles what it is expected to`(format: String) throws {
    let galley = try Galley()
    let outcome = try galley.run(Self.arguments)
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    let actual = try galley.text("out/quickstart/annotations.\(format)")
    let golden = GoldenFile("quickstart.\(format)")
    #expect(try actual == golden.expected(recording: actual))
  }
}
