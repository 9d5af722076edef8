import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

/// Stages that look at metadata others set.
struct MetadataFactTests {
  private static let text = """
    pipeline: facts/1
    source: {uses: text-files@1, with: {path: a.txt}}
    stages:
      - {id: first, uses: sentences@1}
      - {id: second, uses: sentences@1}
      - {id: third, uses: sentences@1}
    """

  private let pipeline: Pipeline
  private var facts: PipelineFacts

  init() throws {
    let folder = try TemporaryFolder(["main.yaml": Self.text])
    let (loaded, _) = PipelineLoader.load(path: folder.file("main.yaml"), catalog: .sample)
    pipeline = try #require(loaded)
    facts = PipelineFacts(
      source: StageFacts(),
      stages: pipeline.stages.map { _ in StageFacts() },
      exports: []
    )
  }

  @Test mutating func `runs a stage that sets metadata before one that looks at it`() {
    facts.stages[0].sets = ["lang"]
    facts.stages[1].sets = ["other"]
    facts.stages[2].readsMetadata = ["lang"]
    let (result, _) = Selector.select(StageSelection(only: ["third"]), from: pipeline, facts: facts)
    #expect(
      result?.stages.map { "\($0.id): \($0.reason)" } == [
        "first: needed by third: sets 'lang'", "third: selected",
      ]
    )
  }

  @Test mutating func `warns when the stage that sets metadata comes too late`() {
    facts.stages[1].readsMetadata = ["lang", "published"]
    // Documents bring 'published', and a later stage may set it where they do not.
    facts.stages[2].sets = ["lang", "published"]
    // As near as a slip of the pen, but nobody wrote 'published'.
    facts.stages[0].sets = ["publisher"]
    let found = FactCheck.diagnostics(of: pipeline, facts: facts, catalog: .sample)
      .filter { $0.code == "unset-key" }
    #expect(found.map(\.message) == ["no stage before 'second' sets metadata 'lang'"])
    #expect(found.map(\.fix) == ["stage 'third' sets it later"])
    #expect(found.map(\.location?.line) == [5])
  }
}
