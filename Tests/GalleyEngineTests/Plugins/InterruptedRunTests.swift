import Foundation
import TestCommands
import Testing

/// A run that is interrupted between two passes over the corpus.
struct InterruptedRunTests {
  @Test
  func `the stages of the next pass are not called any more`() throws {
    let folder = try TemporaryFolder(["letter.txt": "Ann née Lee"])
    let source =
      "\(Repository.root)/Tests/GalleyEngineTests/Plugins/Fixtures/interrupting_stages.c"
    _ = try CCompiler.library(source, named: "Interrupting", in: folder, flags: ["-D_GNU_SOURCE"])
    try folder.write(
      """
      pipeline: interrupted/1
      source: {uses: text-files@1, with: {path: letter.txt}}
      stages:
        - {uses: interrupted@1}
        - {uses: deaf@1, with: {path: "\(folder.file("went-on"))"}}
      export:
        - {uses: jsonl@1}

      """,
      to: "pipeline.yaml"
    )
    let outcome = try GalleyProgram.run(
      "run",
      "pipeline.yaml",
      "--plugins",
      ".",
      "--quiet",
      in: folder.path
    )
    #expect(outcome.status == 130)
    #expect(outcome.errors.contains("interrupted after 1 documents"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("went-on")))
  }
}
