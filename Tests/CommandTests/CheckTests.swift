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
