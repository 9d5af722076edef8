import Foundation
import TestCommands
import Testing

/// `galley run` when all is well.
struct RunTests {
  @Test func `writes results below out and the name of the pipeline`() throws {
    let galley = try SamplePipeline.galley()
    let outcome = try galley("run", "ships.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(
      galley.files(below: "out") == [
        "ships/annotations.jsonl", "ships/failures.jsonl", "ships/run.json",
      ]
    )
    #expect(try galley.text("out/ships/failures.jsonl") == "")
    #expect(
      try galley.lines("out/ships/annotations.jsonl").map { $0.text("id") } == ["a", "b", "c"]
    )
  }

  @Test func `sums up on standard error`() throws {
    let errors = try SamplePipeline.galley()("run", "ships.yaml").errors
    #expect(errors.contains("3 documents"))
    #expect(errors.contains("0 failed"))
    for stage in ["sentences", "tokens", "ships", "numbers"] { #expect(errors.contains(stage)) }
    #expect(errors.contains("wrote out/ships/annotations.jsonl"))
  }

  @Test func `says nothing when asked to be quiet`() throws {
    let galley = try SamplePipeline.galley()
    for flag in ["--quiet", "-q"] {
      let outcome = try galley("run", "ships.yaml", flag)
      #expect(outcome.status == 0)
      #expect(outcome.output + outcome.errors == "")
    }
  }

  @Test func `writes results to a folder`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml", "--out", "here/and there").status == 0)
    #expect(galley.files(below: "here/and there").contains("run.json"))
    #expect(galley.files(below: "out") == [])
  }

  @Test func `writes the first output to standard output and no file`() throws {
    let galley = try SamplePipeline.galley()
    let before = galley.files()
    #expect(try galley("run", "ships.yaml").status == 0)
    let written = try galley.text("out/ships/annotations.jsonl")
    try FileManager.default.removeItem(atPath: galley.folder.file("out"))
    let outcome = try galley("run", "ships.yaml", "--out", "-", "--quiet")
    #expect(outcome.status == 0)
    #expect(outcome.output == written)
    #expect(outcome.errors == "")
    #expect(galley.files() == before)
  }

  @Test func `leaves no result of an earlier run that this one does not write`() throws {
    let galley = try SamplePipeline.galley()
    let other = ["--set", "export.jsonl.with.path=other.jsonl"]
    #expect(try galley.run(["run", "ships.yaml"] + other).status == 0)
    _ = try galley.folder.write("mine", to: "out/ships/notes.txt")
    #expect(try galley("run", "ships.yaml").status == 0)
    #expect(
      galley.files(below: "out") == [
        "ships/annotations.jsonl", "ships/failures.jsonl", "ships/notes.txt", "ships/run.json",
      ]
    )
  }

  @Test func `replaces the results of an earlier run`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml").status == 0)
    #expect(try galley("run", "ships.yaml", "--limit", "1").status == 0)
    #expect(try galley.lines("out/ships/annotations.jsonl").count == 1)
    #expect(galley.files(below: "out/ships").count == 3)
  }

  @Test func `shows on a dry run what would run and writes nothing`() throws {
    let galley = try SamplePipeline.galley()
    let before = galley.files()
    let outcome = try galley("run", "ships.yaml", "--dry-run")
    #expect(outcome.status == 0)
    for word in ["jsonl", "sentences", "ships", "Number.value"] {
      #expect(outcome.output.contains(word))
    }
    #expect(galley.files() == before)
  }

  @Test(arguments: [
    (["--limit", "2"], ["a", "b"]), (["--limit", "9"], ["a", "b", "c"]),
    (["--docs", "[bc]"], ["b", "c"]), (["--docs", "a", "--docs", "c"], ["a", "c"]),
    (["--docs", "[bc]", "--limit", "1"], ["b"]),
  ])
  func `takes the documents asked for`(flags: [String], ids: [String]) throws {
    let galley = try SamplePipeline.galley()
    let outcome = try galley.run(["run", "ships.yaml", "--quiet"] + flags)
    #expect(outcome.status == 0)
    #expect(try galley.lines("out/ships/annotations.jsonl").map { $0.text("id") ?? "" } == ids)
  }

  @Test func `documents nobody has replace no results`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml", "--quiet").status == 0)
    let files = galley.files()
    let before = try files.map(galley.bytes)
    for flags in [[], ["--quiet"], ["--out", "-"]] {
      let outcome = try galley.run(
        ["run", "ships.yaml", "--docs", "x*", "--docs", "A"] + flags
      )
      #expect(outcome.status == 1)
      #expect(outcome.errors == "no document has an id that fits 'x*', 'A'\n")
      #expect(outcome.output == "")
      #expect(galley.files() == files)
      #expect(try files.map(galley.bytes) == before)
    }
  }

  @Test func `a document that cannot be read is told, whatever ids are asked for`() throws {
    let galley = try SamplePipeline.galley(["corpus.jsonl": "nonsense\n"])
    let outcome = try galley("run", "ships.yaml", "--docs", "x*")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("1 failed"))
    #expect(try galley.lines("out/ships/failures.jsonl").count == 1)
  }

  @Test func `changes values of the pipeline`() throws {
    let galley = try SamplePipeline.galley()
    let outcome = try galley(
      "run",
      "ships.yaml",
      "--quiet",
      "--out",
      "-",
      "--set",
      "export.jsonl.with.types=[Number]",
      "--set",
      "export.jsonl.with.text=false",
      "--set",
      "stages.numbers.when=exists(section)",
      "--limit",
      "1"
    )
    #expect(outcome.errors == "")
    let by = #""by":"numbers/digits""#
    #expect(
      outcome.output == """
        {"id":"a","published":null,"annotations":[\
        {"type":"Number","start":22,"end":23,"features":{"value":7},\(by)}]}

        """
    )
  }

  @Test func `runs over an empty corpus`() throws {
    let galley = try SamplePipeline.galley(["corpus.jsonl": ""])
    let outcome = try galley("run", "ships.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("0 documents"))
    #expect(try galley.text("out/ships/annotations.jsonl") == "")
    #expect(try JSONObject(galley.text("out/ships/run.json")).number("documents") == 0)
  }

  @Test func `works on documents that a condition holds for`() throws {
    let galley = try SamplePipeline.galley([
      "ships.yaml": SamplePipeline.text.replacing(
        "  - id: ships",
        with: "  - id: ships\n    when: section == 'harbour' and not exists(draft)"
      )
    ])
    #expect(try galley("run", "ships.yaml").status == 0)
    let run = try JSONObject(galley.text("out/ships/run.json"))
    let ships = try #require(run.objects("stages").first { $0.text("id") == "ships" })
    #expect(ships.number("documents") == 2)
    #expect(ships.number("annotations") == 3)
  }
}
