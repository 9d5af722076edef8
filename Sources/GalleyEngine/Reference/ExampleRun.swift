import Foundation
import GalleyKit
import Glibc

/// Runs examples of stages in this process.
struct ExampleRun {
  let workbench: Workbench

  /// What the first exporter writes.
  ///
  /// - Throws: `ReferenceProblem` with what is wrong with the example.
  func output(
    of example: StageExample,
    in manifest: Manifest
  ) throws(ReferenceProblem) -> String {
    let folder = try Self.scratchFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pipeline = "\(folder)/\(ExampleScript.pipelineName(manifest))"
    for (name, text) in example.files { try ReferenceFile.write(text, to: "\(folder)/\(name)") }
    try ReferenceFile.write(example.pipeline, to: pipeline)
    func fail(_ diagnostics: [Diagnostic]) -> ReferenceProblem {
      ReferenceProblem(diagnostics.map { Self.named($0, manifest, folder: folder) })
    }
    let (prepared, problems) = workbench.open(pipeline, sets: [], environment: [:])
    guard let prepared else { throw fail(problems) }
    let (plan, _, planProblems) = prepared.plan(RunRequest(), workbench: workbench)
    guard let plan else { throw fail(planProblems) }
    let results = "\(folder)/results"
    let report = try Self.run(plan, into: results, manifest)
    guard report.failureCount == 0 else {
      throw fail(report.failures.map { Diagnostic(code: $0.code, $0.message) })
    }
    let outputs = prepared.exports.flatMap(\.facts.outputs)
    let bytes = outputs.first.flatMap {
      FileManager.default.contents(atPath: "\(results)/\($0.name)")
    }
    return String(decoding: bytes ?? Data(), as: UTF8.self)
  }

  private static func run(
    _ plan: RunPlan,
    into folder: String,
    _ manifest: Manifest
  ) throws(ReferenceProblem) -> RunReport {
    do throws(RunStop) {
      return try Run(plan, RunOptions(jobs: 1, folder: folder)).execute { stage, _ in
        StandardError.say(
          "error: an example of '\(manifest.stage)': stage '\(stage)' did not stop after its time"
            + " was up"
        )
        Glibc._exit(3)
      }
    } catch {
      throw ReferenceProblem([
        Diagnostic(code: "example", "an example of '\(manifest.stage)': \(error.message)")
      ])
    }
  }

  /// The diagnostic with the stage's name, and places in the example instead of in the scratch
  /// folder.
  private static func named(
    _ diagnostic: Diagnostic,
    _ manifest: Manifest,
    folder: String
  ) -> Diagnostic {
    var result = diagnostic
    result.message = "an example of '\(manifest.stage)': \(diagnostic.message)"
      .replacing("\(folder)/", with: "")
    result.location?.file = diagnostic.location?.file.replacing("\(folder)/", with: "") ?? ""
    return result
  }

  private static func scratchFolder() throws(ReferenceProblem) -> String {
    let pattern = FileManager.default.temporaryDirectory.appendingPathComponent("galley-XXXXXX")
    var path = Array(pattern.path.utf8CString)
    guard mkdtemp(&path) != nil else {
      throw ReferenceProblem("cannot make a folder below '\(pattern.path)'", errno: errno)
    }
    return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
