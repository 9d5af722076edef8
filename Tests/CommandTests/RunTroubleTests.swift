import Foundation
import TestCommands
import Testing

/// `galley run` when it cannot go on, or is told not to.
struct RunTroubleTests {
  @Test func `cannot go on without a folder for the results`() throws {
    let galley = try SamplePipeline.galley(["taken": "a file"])
    for out in ["taken", "taken/below", "/proc/galley"] {
      let outcome = try galley("run", "ships.yaml", "--out", out)
      #expect(outcome.status == 3)
      #expect(outcome.errors.hasPrefix("error: cannot make the folder '\(out)': "))
      #expect(!outcome.errors.contains(".partial"))
    }
    #expect(try galley.text("taken") == "a file")
  }

  @Test func `cannot go on when the disk is full`() throws {
    let galley = try SamplePipeline.galley(["results/earlier.txt": ""])
    try FileManager.default.createSymbolicLink(
      atPath: galley.folder.file("results/annotations.jsonl.partial"),
      withDestinationPath: "/dev/full"
    )
    let outcome = try galley("run", "ships.yaml", "--out", "results")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("no space left on device"), "\(outcome.errors)")
    #expect(outcome.errors.contains("'results/annotations.jsonl'"))
    #expect(!galley.files(below: "results").contains("annotations.jsonl"))
    #expect(!galley.files(below: "results").contains("run.json"))
  }

  @Test(arguments: [
    "run ships.yaml --quiet --out -", "run ships.yaml --dry-run", "plan ships.yaml", "stages",
    "version", "check nowhere.yaml --format json",
  ])
  func `does not call it well when its output is lost`(command: String) throws {
    let outcome = try SamplePipeline.galley().shell("galley \(command) > /dev/full")
    #expect(outcome.status >= 2)
    #expect(outcome.errors.contains("cannot write standard output") || outcome.status == 2)
  }

  @Test func `ends without noise when nobody reads its output any more`() throws {
    let line = #"{"text": "\#(String(repeating: "MV Aurora sailed. ", count: 200))"}"#
    let corpus = String(repeating: line + "\n", count: 200)
    let galley = try SamplePipeline.galley(["corpus.jsonl": corpus])
    let outcome = try galley.shell(
      "galley run ships.yaml --quiet --out - | head -1 | wc -l; echo ${PIPESTATUS[0]}"
    )
    #expect(outcome.output == "1\n0\n")
    #expect(outcome.errors == "")
  }

  /// A run that waits for its second document.
  private func waitingRun(_ galley: Galley) throws -> (RunningGalley, NamedPipe) {
    let pipe = galley.folder.file("slow.jsonl")
    NamedPipe.make(pipe)
    let running = try RunningGalley(
      ["run", "ships.yaml", "--quiet", "--input", "slow.jsonl"],
      in: galley.folder.path
    )
    let writer = NamedPipe(writingTo: pipe)
    writer.write(#"{"id": "first", "text": "MV Aurora left."}"# + "\n")
    return (running, writer)
  }

  @Test func `stops at the first interruption, also while it waits for input`() throws {
    let galley = try SamplePipeline.galley()
    let (running, pipe) = try waitingRun(galley)
    running.interrupt()
    #expect(running.status() == 130)
    withExtendedLifetime(pipe) {}
    #expect(
      galley.files(below: "out/ships") == ["annotations.jsonl.partial", "failures.jsonl.partial"]
    )
  }

  @Test func `ends at once when interrupted twice`() throws {
    let galley = try Galley(["one.txt": "A text."])
    try galley.addPlugin("deaf_stage")
    try galley.folder.write(
      """
      pipeline: ships/1
      source: {uses: text-files@1, with: {path: one.txt}}
      stages: [{uses: deaf@1, time: 1h}]
      export: [{uses: jsonl@1}]
      """,
      to: "deaf.yaml"
    )
    let running = try RunningGalley(
      ["run", "deaf.yaml", "--quiet", "--plugins", "plugins"],
      in: galley.folder.path
    )
    #expect(running.waitForWords().contains("deaf from now on"))
    running.interrupt()
    #expect(running.waitForWords().contains("once more to stop at once"))
    running.interrupt()
    #expect(running.status() == 130)
    #expect(
      galley.files(below: "out/ships") == ["annotations.jsonl.partial", "failures.jsonl.partial"]
    )
  }

  @Test func `ends when a stage does not stop after its time`() throws {
    let galley = try Galley(["one.txt": "A text."])
    try galley.addPlugin("deaf_stage")
    try galley.folder.write(
      """
      pipeline: ships/1
      source: {uses: text-files@1, with: {path: one.txt}}
      stages: [{uses: deaf@1, time: 1ms}]
      export: [{uses: jsonl@1}]
      """,
      to: "deaf.yaml"
    )
    let outcome = try galley("run", "deaf.yaml", "--quiet", "--plugins", "plugins")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("stage 'deaf' did not stop on document 'one.txt'"))
  }

  @Test func `leaves earlier results as they are when interrupted`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml").status == 0)
    let before = try galley.bytes("out/ships/annotations.jsonl")
    let (running, pipe) = try waitingRun(galley)
    running.interrupt()
    #expect(running.status() == 130)
    withExtendedLifetime(pipe) {}
    #expect(try galley.bytes("out/ships/annotations.jsonl") == before)
  }
}
