import Testing

@testable import GalleyEngine

struct RunSummaryTests {
  @Test
  func `a failure is one line and says nothing to the terminal`() {
    let failure = RunFailure(
      document: "\u{1B}[31ma\nb\u{202E}",
      origin: "ids.jsonl:6",
      stage: "jsonl",
      code: "duplicate-id",
      message: "an earlier document has the same id"
    )
    #expect(
      RunSummary.line(failure)
        == #"failed: \u{1B}[31ma\u{A}b\u{202E} (ids.jsonl:6): jsonl: an earlier document has the"#
        + " same id"
    )
  }
}
