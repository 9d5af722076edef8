import Foundation
import TestCommands
import Testing

/// `galley check`.
struct CheckTests {
  private static let broken = """
    pipeline: broken/1
    source: {uses: text-files@1, with: {path: x.txt, encodng: utf-8}}
    stages:
      - {uses: tokens@1, with: {lower: maybe}}
      - {uses: tokns@1}
    export: [{uses: jsonl@1}]
    """

  @Test func `says nothing when all is well`() throws {
    let outcome = try SamplePipeline.galley()("check", "ships.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.output + outcome.errors == "")
  }

  @Test func `names every problem of every file`() throws {
    let galley = try SamplePipeline.galley(["broken.yaml": Self.broken])
    let outcome = try galley("check", "broken.yaml", "ships.yaml", "nowhere.yaml")
    #expect(outcome.status == 2)
    let lines = outcome.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    let places = lines.map { $0.prefix { $0 != " " } }
    #expect(
      places == ["broken.yaml:2:50:", "broken.yaml:4:36:", "broken.yaml:5:12:", "nowhere.yaml:"]
    )
  }

  @Test func `writes diagnostics for editors`() throws {
    let galley = try SamplePipeline.galley(["broken.yaml": Self.broken])
    let outcome = try galley("check", "broken.yaml", "--format", "json")
    #expect(outcome.status == 2)
    #expect(outcome.errors == "")
    let list = try JSONObject(#"{"list":\#(outcome.output)}"#).objects("list")
    #expect(list.map { $0.number("line") } == [2, 4, 5])
    #expect(list.allSatisfy { $0.text("severity") == "error" && $0.text("file") == "broken.yaml" })
    #expect(list.last?.text("message")?.contains("tokns") == true)
    let fine = try galley("check", "ships.yaml", "--format", "json")
    #expect(fine.output == "[]\n")
    #expect(fine.status == 0)
  }

  @Test func `checks the values that are set`() throws {
    let galley = try SamplePipeline.galley(["broken.yaml": Self.broken])
    let outcome = try galley("check", "ships.yaml", "--set", "stages.tokens.with.lower=maybe")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("'lower'"))
  }

  /// What only follows from another mistake is not said.
  @Test(arguments: [
    // The types of a stage that was not found.
    (
      "stages: [{uses: tag-marks@1}]\nexport: [{uses: csv@1, with: {types: [TagMark]}}]",
      ["1:17: error: no stage 'tag-marks@1'"]
    ),
    // A feature, and a type, whose declaration is wrong.
    (
      "types: {Money: {amount: int}}\n" + Self.money,
      ["1:25: error: no kind 'int'; did you mean 'integer'?"]
    ),
    ("types: {money: {}}\n" + Self.money, ["1:9: error: 'money' is not a type's name"]),
    ("include: [types.yaml]\n" + Self.money, ["1:11: error: no file"]),
    // Nothing else is wrong: all is said.
    ("types: {}\n" + Self.money, ["2:60: error: type 'Money' is not declared"]),
    (
      "stages: [{uses: tokens@1, with: {lower: maybe}}]\n"
        + "export: [{uses: csv@1, with: {types: [TagMark]}}]",
      ["1:41: error: option 'lower'", "2:39: error: no type 'TagMark'"]
    ),
  ])
  func `says no more than is wrong`(text: String, problems: [String]) throws {
    let head = "pipeline: p/1\nsource: {uses: jsonl@1, with: {path: corpus.jsonl}}\n"
    let galley = try SamplePipeline.galley(["p.yaml": text + "\n" + head])
    let outcome = try galley("check", "p.yaml")
    #expect(outcome.status == 2)
    let found = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("p.yaml:") }
    #expect(found.count == problems.count, "\(outcome.errors)")
    for (line, words) in zip(found, problems) {
      #expect(line.hasPrefix("p.yaml:\(words)"))
    }
  }

  private static let money =
    "stages: [{uses: regex@1, with: {patterns: [{name: m, type: Money, pattern: '(?<amount>a)'}]}}]"

  @Test func `looks for the files a pipeline names`() throws {
    let text =
      SamplePipeline.text.replacing("corpus.jsonl", with: "artcles/*.jsonl")
      + "\ntests:\n  - {name: one, file: articles/b.txt, expect: corpus.jsonl}\n"
      + "  - {name: two, text: x, expect: corpsu.jsonl}\n  - {name: three, text: x, expect: articles}\n"
    let galley = try SamplePipeline.galley(["p.yaml": text, "articles/a.txt": "A."])
    let outcome = try galley("check", "p.yaml")
    #expect(outcome.status == 2)
    let found = outcome.errors.replacing("\(galley.folder.path)/", with: "")
      .split(separator: "\n").filter { $0.hasPrefix("p.yaml:") }
    #expect(
      found == [
        "p.yaml:3:38: warning: no file fits 'artcles/*.jsonl'; did you mean 'articles'?",
        "p.yaml:16:23: error: test 'one': no file 'articles/b.txt'; did you mean 'a.txt'?",
        "p.yaml:17:34: error: test 'two': no file 'corpsu.jsonl'; did you mean 'corpus.jsonl'?",
        "p.yaml:18:36: error: test 'three': no file 'articles'; name a file",
      ]
    )
  }

  @Test(arguments: [
    ("articles/*.txt", nil), ("articles", nil), ("articles/a.txt", nil),
    ("articles/*.xml", "no file fits 'articles/*.xml'; check the pattern"),
    ("articles/b.txt", "there is no file or folder 'articles/b.txt'; did you mean 'a.txt'?"),
    ("empty", "there is no file or folder 'empty'; check the path"),
  ])
  func `a source without files is a warning`(path: String, words: String?) throws {
    let text = "pipeline: p/1\nsource: {uses: text-files@1, with: {path: '\(path)'}}\n"
    let galley = try Galley(["p.yaml": text, "articles/a.txt": "A."])
    let outcome = try galley("check", "p.yaml")
    #expect(outcome.status == 0)
    let found = outcome.errors.replacing("\(galley.folder.path)/", with: "")
    #expect(
      found.split(separator: "\n").first.map(String.init)
        == words.map { "p.yaml:2:43: warning: \($0)" }
    )
  }

  @Test func `finds nothing wrong with the pipelines that come along`() throws {
    let folder = "\(Repository.root)/pipelines"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let paths = names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
    #expect(paths.count >= 2)
    let outcome = try Galley().run(["check"] + paths)
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
  }
}
