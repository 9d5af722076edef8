import Foundation
import TestCommands
import Testing

/// Offsets that leave Galley are those another program counts.
struct OffsetTests {
  private static let annotate = "\(Repository.root)/pipelines/annotate.yaml"
  private static let csv = "export: [{uses: jsonl@1}, {uses: csv@1}]"
  static let hasPython = (try? Command("python3", ["--version"]).run().status) == 0

  /// Annotates with rows of covered text besides, and compares both by Python.
  private func expectCovered(_ galley: Galley, _ files: [String]) throws {
    let python = try Command(
      "python3",
      [
        "\(Repository.root)/Tests/CommandTests/Fixtures/check_offsets.py",
        "out/annotations.jsonl", "out/annotations.csv",
      ] + files.map { "\($0.split(separator: "/").last ?? "")=\($0)" },
      in: galley.folder.path
    ).run()
    #expect(python.errors == "")
    #expect(Int(python.output.dropLast()).map { $0 > 100 } == true, "\(python.output)")
  }

  @Test(.enabled(if: hasPython, "python3 is not installed"))
  func `the example corpus`() throws {
    let galley = try Galley()
    try galley.folder.write("include: [\(Self.annotate)]\n\(Self.head)", to: "both.yaml")
    let path = "\(Repository.root)/examples/summit"
    let outcome = try galley("run", "both.yaml", "--quiet", "--out", "out", "--input", path)
    #expect(outcome.errors == "")
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    try expectCovered(
      galley,
      names.filter { $0.hasSuffix(".txt") }.map { "\(path)/\($0)" }
    )
  }

  @Test(.enabled(if: hasPython, "python3 is not installed"))
  func `odd texts`() throws {
    let galley = try Galley(OddTexts.files)
    try galley.folder.write("include: [\(Self.annotate)]\n\(Self.head)", to: "both.yaml")
    let outcome = try galley("run", "both.yaml", "--quiet", "--out", "out", "--input", "odd")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    try expectCovered(galley, OddTexts.files.keys.sorted())
  }

  private static let head = """
    pipeline: both/1
    source: {uses: text-files@1}
    \(csv)
    """

  @Test(.enabled(if: hasPython, "python3 is not installed"))
  func `odd texts through a view`() throws {
    let galley = try Galley(OddTexts.files)
    try galley.addPlugin("plain_view")
    try galley.folder.write(Self.overView, to: "view.yaml")
    let outcome = try galley(
      "run",
      "view.yaml",
      "--quiet",
      "--out",
      "out",
      "--input",
      "odd",
      "--plugins",
      "plugins"
    )
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    try expectCovered(galley, OddTexts.files.keys.sorted())
  }

  @Test func `annotations made over a view grow to what they stand for`() throws {
    let galley = try Galley(["odd/a.txt": "Co\u{AD}op\u{AD}er\u{AD}ate--now, Zo\u{EB}--and 1--2."])
    try galley.addPlugin("plain_view")
    try galley.folder.write(Self.overView, to: "view.yaml")
    let outcome = try galley(
      "run",
      "view.yaml",
      "--quiet",
      "--input",
      "odd",
      "--plugins",
      "plugins",
      "--out",
      "-",
      "--only",
      "words"
    )
    #expect(outcome.errors == "")
    let document = try JSONObject(outcome.output)
    let text = Array(try #require(document.text("text")).unicodeScalars)
    let words = document.objects("annotations").map { annotation in
      let range = (annotation.number("start") ?? 0)..<(annotation.number("end") ?? 0)
      return String(String.UnicodeScalarView(text[range]))
    }
    #expect(
      words == ["Co\u{AD}op\u{AD}er\u{AD}ate", "--", "now", "Zo\u{EB}", "--", "and", "1--2"]
    )
  }

  private static let overView = """
    pipeline: view/1
    types: {Word: {}}
    source: {uses: text-files@1}
    stages:
      - {uses: plain-view@1}
      - {uses: sentences@1, over: plain}
      - {uses: tokens@1, over: plain}
      - id: words
        uses: regex@1
        over: plain
        with:
          patterns: [{name: word, type: Word, flags: [unicode], pattern: '\\d–\\d|\\w+|–'}]
    \(csv)
    """
}
