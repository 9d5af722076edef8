import Foundation
import TestCommands
import Testing

/// What the user of a hostile plugin sees of it.
struct HostileRunTests {
  private let folder: TemporaryFolder

  init() throws {
    let source = "\(Repository.root)/Tests/GalleyEngineTests/Plugins/Fixtures/hostile_stage.c"
    folder = try TemporaryFolder(["letter.txt": "Ann née Lee"])
    _ = try CCompiler.library(source, named: "Hostile", in: folder)
  }

  private func run(deed: String) throws -> Command.Outcome {
    try folder.write(
      """
      pipeline: hostile/1
      source: {uses: text-files@1, with: {path: letter.txt}}
      defaults: {time: 100ms}
      stages:
        - {id: odd, uses: hostile@1, with: {deed: \(deed)}}
      export:
        - {uses: jsonl@1}

      """,
      to: "pipeline.yaml"
    )
    return try GalleyProgram.run(
      "run",
      "pipeline.yaml",
      "--plugins",
      ".",
      "--out",
      "out",
      "--quiet",
      in: folder.path
    )
  }

  @Test
  func `a breach is a failure of the document with stage, rule and span`() throws {
    let outcome = try run(deed: "of_a_rule")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        ": odd: plugin 'hostile': the stage added a Mark (rule 'second') at 3..<400, outside the"
          + " text of 12 bytes\n"
      )
    )
    let failures = try String(contentsOfFile: folder.file("out/failures.jsonl"), encoding: .utf8)
    #expect(failures.contains(#""stage":"odd","code":"contract-breach""#))
  }

  @Test
  func `a stage that cannot go on ends the run`() throws {
    let outcome = try run(deed: "fatal_without_reason")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("failed and gave no reason, which is a fault of the plugin"))
  }

  @Test
  func `a refused option is shown where its author wrote it`() throws {
    let outcome = try run(deed: "unheard_of")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "pipeline.yaml:5:45: error: there is no such deed; see hostile_stage.c\n"
      )
    )
  }

  @Test
  func `a stage that never returns ends the run`() throws {
    let outcome = try run(deed: "never_returns")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("stage 'odd' did not stop on document 'letter.txt'"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("out/annotations.jsonl")))
  }
}
