import Foundation
import TestCommands
import Testing

/// `galley schema`, end to end.
struct SchemaTests {
  /// To write it anew: `make docs`, or `GALLEY_RECORD=1 swift test --filter SchemaTests`.
  @Test func `the schema of this repository is what it writes`() throws {
    let path = "\(Repository.root)/docs/pipeline.schema.json"
    let outcome = try Galley()("schema")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] == "1" {
      try Data(outcome.output.utf8).write(to: URL(fileURLWithPath: path))
    }
    let committed = try String(contentsOfFile: path, encoding: .utf8)
    #expect(committed == outcome.output, "run make docs")
  }

  @Test func `writes a file, with the stages of other plugins`() throws {
    let galley = try Galley()
    try galley.addPlugin("lengths_stage")
    let outcome = try galley("schema", "--plugins", "plugins", "--out", "schema.json")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(try galley.text("schema.json").contains(#"{"uses":{"const":"lengths@1"}}"#))
    #expect(try galley("schema", "--out", "again.json").status == 0)
    #expect(try !galley.text("again.json").contains("lengths@1"))
  }

  @Test(arguments: [
    ("folder", "error: 'folder' is a folder; name a file with '--out'\n"),
    ("none/schema.json", "error: cannot write 'none/schema.json': "),
  ])
  func `a place that cannot be written is a sentence and status 2`(
    out: String,
    message: String
  ) throws {
    let outcome = try Galley(["folder/a.txt": ""])("schema", "--out", out)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test(.enabled(if: PythonTools.areThere, "\(PythonTools.missing)"))
  func `takes every pipeline of the repository`() throws {
    let galley = try Galley()
    var files = try FileManager.default.contentsOfDirectory(
      atPath: "\(Repository.root)/pipelines"
    ).filter { $0.hasSuffix(".yaml") }.map { "\(Repository.root)/pipelines/\($0)" }
    let blocks = try MarkdownBlock.blocks(of: PipelineFileTests.page).filter {
      $0.language == "yaml" && !$0.words.contains("wrong")
    }
    for block in blocks {
      let text = PipelineFileTests.completed(block.text)
      try galley.folder.write(text, to: "line-\(block.line).yaml")
      files.append("line-\(block.line).yaml")
    }
    let stages = try galley("stages", "--format", "json").output
    for stage in try JSONObject(#"{"list":\#(stages)}"#).objects("list") {
      let name = "\(stage.text("stage") ?? "")-\(stage.text("scope") ?? "").yaml"
      let example = try #require(stage.objects("examples").first?.text("pipeline"))
      try galley.folder.write(example, to: name)
      files.append(name)
    }
    #expect(files.count > 20)
    try expect(galley, files, [])
  }

  /// What looks odd, and what the loader takes.
  private static let good = """
    pipeline: good/1
    include: [part.yaml]
    vars: {lower: true, pause: 2s, stop: continue, list: news, empty: , size: 3}
    types: {Ship: , Vote: {yes: integer, kind: [a, b], marks: [[first, last]], by: [reference]}}
    source: {id: in, uses: text-files@1, with: {path: "${list}/*.txt", metadata: }}
    defaults: {time: "${pause}", max_document: 1.5MiB, on_error: "${stop}"}
    stages:
      - id: tokens
        with:
          lower: ${lower}
          abbreviations: [Bhd]
        time: 1h
      - {id: more, uses: sentences@1, with: , over: text, zones: [], when: "a == 1"}
      - id: ships
        uses: regex@1
        with:
          patterns: [{name: a, type: Ship, pattern: 'a', group: 0, features: {}}]
    export:
      - {uses: csv@1, with: {delimiter: ;, header: false}}
      - {id: again, uses: csv@1, with: {path: b.csv, types: [Ship]}}
    tests: []

    """

  @Test(.enabled(if: PythonTools.areThere, "\(PythonTools.missing)"))
  func `takes what the loader takes`() throws {
    let part = "types: {Ship: {name: text}}\nstages:\n  - {uses: tokens@1}\n"
    let galley = try Galley(["good.yaml": Self.good, "part.yaml": part, "news/a.txt": "A."])
    let checked = try galley("check", "good.yaml")
    #expect(checked.status == 0, "\(checked.errors)")
    try expect(galley, ["good.yaml", "part.yaml"], [])
  }

  /// Mistakes, each with the place where an editor marks it.
  private static let bad = [
    "pipeline: Bad": "1:11: /pipeline: pattern",
    "sorce: {}": "1:1: /sorce: additionalProperties",
    "source: text-files@1": "1:9: /source: type",
    "source: {uses: text-files}": "1:16: /source/uses: anyOf",
    "source: {uses: tokens@1}": "1:16: /source/uses: anyOf",
    "source: {uses: jsonl@1, with: {encoding: auto}}":
      "1:32: /source/with/encoding: additionalProperties",
    "export: [{uses: csv@1, with: {header: maybe}}]": "1:39: /export/0/with/header: pattern",
    "export: [{uses: csv@1, with: {delimiter: a}}]": "1:42: /export/0/with/delimiter: anyOf",
    "export: [{uses: csv@1, with: {types: Ship}}]": "1:38: /export/0/with/types: type",
    "export: [{uses: csv@1, when: a}]": "1:24: /export/0/when: additionalProperties",
    "stages: [{uses: csv@1}]": "1:17: /stages/0/uses: anyOf",
    "stages: [{with: {}}]": "1:10: /stages/0: anyOf",
    "stages: [{uses: regex@1, with: {patterns: [{name: a, type: A}]}}]":
      "1:44: /stages/0/with/patterns/0: required",
    "stages: [{uses: tokens@1, time: 10}]": "1:33: /stages/0/time: type",
    "stages: [{uses: tokens@1, time: 10 s}]": "1:33: /stages/0/time: pattern",
    "stages: [{uses: tokens@1, on_error: ignore}]": "1:37: /stages/0/on_error: anyOf",
    "stages: [{uses: tokens@1, id: 1a}]": "1:31: /stages/0/id: pattern",
    "types: {ship: {}}": "1:9: /types/ship: pattern",
    "types: {Ship: {Name: text}}": "1:16: /types/Ship/Name: pattern",
    "types: {Ship: {name: string}}": "1:22: /types/Ship/name: anyOf",
    "vars: {a: [1]}": "1:11: /vars/a: type",
    "defaults: {tme: 1s}": "1:12: /defaults/tme: additionalProperties",
    "include: a.yaml": "1:10: /include: type",
    "include: ['${a}.yaml']": "1:11: /include/0: pattern",
    "tests: [{name: a, expect: b}]": "1:9: /tests/0: oneOf",
  ]

  @Test(.enabled(if: PythonTools.areThere, "\(PythonTools.missing)"))
  func `refuses mistakes at their place`() throws {
    let rest = ["pipeline: bad/1", "source: {uses: text-files@1, with: {path: news}}"]
    let galley = try Galley()
    var expected: [String] = []
    for (number, (text, problem)) in Self.bad.sorted(by: { $0.key < $1.key }).enumerated() {
      let name = "\(number).yaml"
      let lines = [text] + rest.filter { $0.prefix { $0 != ":" } != text.prefix { $0 != ":" } }
      try galley.folder.write(lines.map { "\($0)\n" }.joined(), to: name)
      #expect(try galley("check", name).status == 2, "\(text)")
      expected.append("\(name):\(problem)")
    }
    try expect(galley, expected.map { String($0.prefix { $0 != ":" }) }, expected)
  }

  private func expect(_ galley: Galley, _ files: [String], _ problems: [String]) throws {
    try galley.folder.write(try galley("schema").output, to: "schema.json")
    let outcome = try PythonTools.check("schema.json", files, in: galley.folder)
    #expect(outcome.errors == "")
    #expect(outcome.output == problems.map { "\($0)\n" }.joined())
    #expect(outcome.status == (problems.isEmpty ? 0 : 1))
  }
}
