import Foundation
import TestCommands
import Testing

/// `galley run` over documents that fail.
struct RunFailureTests {
  private func galley(_ keys: String = "") throws -> Galley {
    try SamplePipeline.galley([
      "ships.yaml": SamplePipeline.failing(keys), "corpus.jsonl": SamplePipeline.failingCorpus,
    ])
  }

  @Test(arguments: ["", "  on_error: dead-letter"])
  func `leaves out a document that a stage fails on`(keys: String) throws {
    let galley = try galley(keys)
    let outcome = try galley("run", "ships.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("1 failed"))
    #expect(try galley.lines("out/ships/annotations.jsonl").map { $0.text("id") } == ["a", "c"])
    let failures = try galley.lines("out/ships/failures.jsonl")
    #expect(failures.count == 1)
    #expect(failures.first?.keys == ["code", "document", "message", "origin", "stage"])
    #expect(failures.first?.text("document") == "b")
    #expect(failures.first?.text("origin") == "corpus.jsonl:2")
    #expect(failures.first?.text("stage") == "hasty")
    #expect(failures.first?.text("message")?.contains("'runs'") == true)
    let run = try JSONObject(galley.text("out/ships/run.json"))
    #expect(run.number("documents") == 3)
    #expect(run.number("exported") == 2)
    #expect(run.number("failed") == 1)
    #expect(run.objects("failures").map { $0.text("document") } == ["b"])
  }

  @Test func `goes on with the document when asked to`() throws {
    let galley = try galley("  on_error: continue")
    #expect(try galley("run", "ships.yaml").status == 1)
    let documents = try galley.lines("out/ships/annotations.jsonl")
    #expect(documents.map { $0.text("id") } == ["a", "b", "c"])
    // Found by the stages before; nothing is left of the one that failed.
    let stages = Set(documents[1].objects("annotations").compactMap { $0.text("by") })
    #expect(stages == ["sentences", "tokens", "ships/ship"])
    #expect(try galley.lines("out/ships/failures.jsonl").count == 1)
  }

  @Test func `ends the run when asked to`() throws {
    let galley = try galley("  on_error: stop")
    let outcome = try galley("run", "ships.yaml")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("stage 'hasty' failed on document 'b'"))
    #expect(
      galley.files(below: "out/ships") == ["annotations.jsonl.partial", "failures.jsonl.partial"]
    )
  }

  @Test func `reports documents whose id came before`() throws {
    let galley = try SamplePipeline.galley([
      "corpus.jsonl": SamplePipeline.corpus + #"{"id": "b", "text": "again"}"# + "\n"
    ])
    #expect(try galley("run", "ships.yaml").status == 1)
    let failures = try galley.lines("out/ships/failures.jsonl")
    #expect(failures.map { $0.text("code") } == ["duplicate-id"])
    #expect(failures.first?.text("origin") == "corpus.jsonl:4")
    #expect(try galley.lines("out/ships/annotations.jsonl").count == 3)
  }

  @Test func `reports lines that are no documents`() throws {
    let galley = try SamplePipeline.galley(["corpus.jsonl": "{\n" + SamplePipeline.corpus])
    #expect(try galley("run", "ships.yaml").status == 1)
    let failures = try galley.lines("out/ships/failures.jsonl")
    #expect(failures.map { $0.text("origin") } == ["corpus.jsonl:1"])
    #expect(try galley.lines("out/ships/annotations.jsonl").count == 3)
  }

  @Test func `names failed documents when there is no file of failures`() throws {
    let galley = try galley()
    let outcome = try galley("run", "ships.yaml", "--out", "-", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("failed: b ("))
    #expect(outcome.errors.contains("(corpus.jsonl:2): hasty: pattern 'runs'"))
  }

  @Test func `refuses documents that are longer than allowed`() throws {
    let galley = try SamplePipeline.galley()
    let set = "defaults.max_document=80B"
    #expect(try galley("run", "ships.yaml", "--set", set).status == 1)
    let failures = try galley.lines("out/ships/failures.jsonl")
    #expect(failures.map { $0.text("origin") } == ["corpus.jsonl:1"])
  }
}
