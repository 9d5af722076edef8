import Foundation
import GalleyEngine
import GalleyKit
import TestCommands
import Testing

struct BrokenPipelineTests {
  @Test(arguments: BrokenPipelineCase.all)
  func `says everything that is wrong`(broken: BrokenPipelineCase) throws {
    guard ProcessInfo.processInfo.environment["GALLEY_RECORD"] == nil else { return }
    #expect(try diagnostics(of: broken) == broken.expected)
    #expect(!broken.expected.isEmpty)
  }

  @Test func `the table is large and its names are unique`() {
    #expect(BrokenPipelineCase.all.count >= 70)
    #expect(Set(BrokenPipelineCase.all.map(\.name)).count == BrokenPipelineCase.all.count)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["GALLEY_RECORD"] != nil))
  func `records what is said`() throws {
    let found = try BrokenPipelineCase.all.map(diagnostics)
    try BrokenPipelineCase.recorded(found)
      .write(toFile: BrokenPipelineCase.path, atomically: true, encoding: .utf8)
  }

  /// Loads the case's `main.yaml`; if that goes well, checks the facts of its stages.
  private func diagnostics(of broken: BrokenPipelineCase) throws -> [String] {
    let folder = try TemporaryFolder()
    for file in broken.files { try folder.write(Data(file.text.utf8), as: file.name) }
    let (pipeline, found) = PipelineLoader.load(
      path: folder.file("main.yaml"),
      sets: broken.sets,
      catalog: .sample,
      environment: broken.environment
    )
    var all = found
    if let pipeline {
      all += FactCheck.diagnostics(
        of: pipeline,
        facts: try facts(of: pipeline, broken),
        catalog: .sample
      )
    }
    return all.map { $0.description.replacing(folder.path + "/", with: "") }
  }

  private func facts(
    of pipeline: Pipeline,
    _ broken: BrokenPipelineCase
  ) throws -> PipelineFacts {
    func facts(_ stage: Pipeline.Stage) throws -> StageFacts {
      guard let json = broken.facts[stage.id] else { return stage.manifest.facts }
      return try JSONDecoder().decode(StageFacts.self, from: Data(json.utf8))
    }
    return PipelineFacts(
      source: try facts(pipeline.source),
      stages: try pipeline.stages.map(facts),
      exports: try pipeline.exports.map(facts)
    )
  }
}
