import TestCommands
import Testing

/// The examples of `docs/pipeline-file.md` are what `galley check` takes, and refuses.
///
/// A block `yaml NAME.yaml` is written to that file, for later blocks to include; with `options`, it is
/// one of options, to import. To any other the test
/// adds the required parts it leaves out, at its end, so that lines keep their numbers. One marked
/// `wrong` is refused with the words of the block `text` behind it.
struct PipelineFileTests {
  static let page = "docs/pipeline-file.md"
  private static let files = [
    "news/one.txt": "One.", "news/metadata.jsonl": #"{"id": "one.txt", "source": "wire"}"#,
    "patterns.tsv": "name\ttype\tpattern\npercent\tPercent\t\\d+%\n",
    "first.txt": "One.", "first.jsonl": "",
  ]

  @Test func `examples are taken or refused as the page says`() throws {
    var galley = try Galley(Self.files)
    galley.environment = ["NEWS": "news"]
    let blocks = try MarkdownBlock.blocks(of: Self.page)
    #expect(blocks.count { $0.language == "yaml" } > 10)
    for (number, block) in blocks.enumerated() where block.language == "yaml" {
      if let name = block.words.last, name.hasSuffix(".yaml") {
        try galley.folder.write(block.text, to: name)
        continue
      }
      try galley.folder.write(Self.completed(block.text), to: "example.yaml")
      let outcome = try galley("check", "example.yaml")
      if block.words.contains("wrong") {
        #expect(outcome.status == 2)
        #expect(outcome.errors == blocks[number + 1].text, "line \(block.line)")
      } else {
        #expect(outcome.errors == "", "line \(block.line)")
        #expect(outcome.status == 0)
      }
    }
  }

  /// A block with the keys no pipeline can do without.
  static func completed(_ text: String) -> String {
    let parts = [
      "pipeline": "pipeline: example/1\n",
      "source": "source: {uses: text-files@1, with: {path: news}}\n",
      "stages": "stages: []\n",
      "export": "export: [{uses: jsonl@1}]\n",
    ]
    let missing = parts.keys.sorted().filter { key in
      !text.split(separator: "\n").contains { $0.hasPrefix("\(key):") }
    }
    return text + missing.compactMap { parts[$0] }.joined()
  }
}
