import TestCommands
import Testing

/// Runs in two passes: a stage over the whole corpus, and one behind it.
struct CorpusStageTests {
  /// The stage behind the corpus stage works on the three longest documents.
  private static let pipeline = """
    pipeline: lengths/1
    types: {Word: {}, Long: {}}
    source: {uses: jsonl@1, with: {path: corpus.jsonl}}
    stages:
      - {id: words, uses: regex@1, with: {patterns: [{name: w, type: Word, pattern: '\\w+'}]}}
      - {uses: lengths@1}
      - id: longest
        uses: regex@1
        when: rank <= 3
        with: {patterns: [{name: all, type: Long, pattern: '.+'}]}
    export:
      - {uses: jsonl@1, with: {metadata: true, types: [Word, Long]}}
      - {uses: records@1}
    """

  /// 89 documents; every ninth line is broken.
  private static let lines = (0..<100).map { number in
    number % 9 == 4
      ? "{"
      : #"{"id": "d\#(number)", "text": "\#(String(repeating: "word ", count: number * 37 % 53))."}"#
  }

  private func galley(_ lines: [String]) throws -> Galley {
    let galley = try Galley([
      "lengths.yaml": Self.pipeline, "corpus.jsonl": lines.joined(separator: "\n"),
    ])
    try galley.addPlugin("lengths_stage")
    return galley
  }

  private func run(_ galley: Galley, _ flags: String...) throws -> Command.Outcome {
    try galley.run(["run", "lengths.yaml", "--quiet", "--plugins", "plugins"] + flags)
  }

  @Test func `what it concludes reaches the stages behind it`() throws {
    let galley = try galley(Self.lines)
    #expect(try run(galley).status == 1)
    let documents = try galley.lines("out/lengths/annotations.jsonl")
    #expect(documents.count == 89)
    let long = documents.filter { document in
      document.objects("annotations").contains { $0.text("type") == "Long" }
    }
    let ranks = long.compactMap { $0.object("metadata")?.number("rank") }
    #expect(ranks.sorted() == [1, 2, 3])
    let records = try galley.lines("out/lengths/records.jsonl")
    #expect(records.count == 89)
    #expect(records.first?.keys == ["bytes", "evidence", "id", "type"])
    #expect(try JSONObject(galley.text("out/lengths/run.json")).number("records") == 89)
    #expect(try galley.lines("out/lengths/failures.jsonl").count == 11)
  }

  @Test func `is the same however a run is spread over lanes`() throws {
    let galley = try galley(Self.lines)
    let ways = [
      ["--jobs", "1"], ["--jobs", "8"], ["--jobs", "8", "--queue", "1", "--window", "1"],
      ["--jobs", "8", "--queue", "1000", "--window", "1000"],
    ]
    for (number, way) in ways.enumerated() {
      #expect(
        try galley.run(
          ["run", "lengths.yaml", "--quiet", "--plugins", "plugins", "--out", "o\(number)"] + way
        ).status == 1
      )
      for file in ["annotations.jsonl", "records.jsonl", "failures.jsonl"] {
        #expect(try galley.bytes("o0/\(file)") == galley.bytes("o\(number)/\(file)"))
      }
    }
  }

  @Test func `does not depend on the order of the corpus`() throws {
    let (forwards, backwards) = (try galley(Self.lines), try galley(Self.lines.reversed()))
    #expect(try run(forwards).status == 1)
    #expect(try run(backwards).status == 1)
    let file = "out/lengths/records.jsonl"
    #expect(try forwards.bytes(file) == backwards.bytes(file))
    let annotations = "out/lengths/annotations.jsonl"
    let lines = try forwards.text(annotations).split(separator: "\n")
    #expect(try lines == backwards.text(annotations).split(separator: "\n").reversed())
  }

  @Test func `a stage alone brings along the corpus stage its condition asks for`() throws {
    let galley = try galley(Self.lines)
    #expect(try run(galley, "--only", "longest").status == 1)
    let stages = try JSONObject(galley.text("out/lengths/run.json")).objects("stages")
    #expect(stages.compactMap { $0.text("id") } == ["lengths", "longest", "jsonl", "records"])
    let found = try galley.lines("out/lengths/annotations.jsonl").flatMap {
      $0.objects("annotations")
    }
    #expect(found.count == 3)
  }
}
