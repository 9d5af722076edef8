import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

struct SelectionTests {
  private static let text = """
    pipeline: p/1
    source: {uses: text-files@1, with: {path: a.txt}}
    stages:
      - {uses: normalize@1}
      - {uses: sentences@1, over: normalized}
      - {uses: tokens@1}
      - {uses: tagger@1}
      - {id: lemmas, uses: rules@1, with: {rules: []}}
      - {uses: timex@1, zones: [body]}
      - {id: cleaner, uses: rules@1, with: {rules: []}}
      - {id: last, uses: rules@1, when: exists(first_date), with: {rules: []}}
    export:
      - {uses: jsonl@1}
      - {id: dates, uses: jsonl@1}
    """

  private func select(_ selection: StageSelection) throws -> (SelectionResult?, [String]) {
    let folder = try TemporaryFolder(["main.yaml": Self.text])
    let (loaded, found) = PipelineLoader.load(path: folder.file("main.yaml"), catalog: .sample)
    #expect(found == [])
    let pipeline = try #require(loaded)
    let byID = [
      "lemmas": StageFacts(reads: ["Token.upos"], emits: ["Token.lemma"]),
      "cleaner": StageFacts(reads: ["Timex"], removes: ["Timex"]),
      "last": StageFacts(reads: ["Sentence"]),
      "dates": StageFacts(reads: ["Timex.value"]),
    ]
    func facts(_ stage: Pipeline.Stage) -> StageFacts { byID[stage.id] ?? stage.manifest.facts }
    let (result, diagnostics) = Selector.select(
      selection,
      from: pipeline,
      facts: PipelineFacts(
        source: facts(pipeline.source),
        stages: pipeline.stages.map(facts),
        exports: pipeline.exports.map(facts)
      )
    )
    return (result, diagnostics.map(\.description))
  }

  private func shown(_ selection: StageSelection) throws -> [String] {
    let (result, diagnostics) = try select(selection)
    return (result?.stages.map { $0.reason.isEmpty ? $0.id : "\($0.id) (\($0.reason))" } ?? [])
      + (result?.exports.map { "→ \($0)" } ?? []) + diagnostics
  }

  @Test func `runs everything without being asked for less`() throws {
    #expect(
      try shown(StageSelection()) == [
        "normalize", "sentences", "tokens", "tagger", "lemmas", "timex", "cleaner", "last",
        "→ jsonl", "→ dates",
      ]
    )
  }

  @Test func `runs one stage with all it needs`() throws {
    #expect(
      try shown(StageSelection(only: ["tagger"])) == [
        "normalize (needed by sentences: adds view 'normalized')",
        "sentences (needed by tokens: emits Sentence)", "tokens (needed by tagger: emits Token)",
        "tagger (selected)", "→ jsonl",
        "warning: export 'dates' does not run: no stage that runs emits Timex.value",
      ]
    )
  }

  @Test func `counts zones, keys and removed annotations among the needs`() throws {
    let (timex, _) = try select(StageSelection(only: ["timex"]))
    #expect(timex?.stages.map(\.id) == ["normalize", "sentences", "tokens", "timex"])
    let (last, _) = try select(StageSelection(only: ["last"]))
    #expect(last?.stages.map(\.id) == ["normalize", "sentences", "tokens", "timex", "last"])
    #expect(last?.stages[3].reason == "needed by last: sets 'first_date'")
  }

  @Test func `runs what a named export needs`() throws {
    let (result, _) = try select(StageSelection(only: ["dates"]))
    #expect(
      result?.stages.map(\.id) == ["normalize", "sentences", "tokens", "timex", "cleaner"]
    )
    #expect(result?.stages[4].reason == "needed by dates: removes Timex")
    #expect(result?.exports == ["dates"])
  }

  @Test func `runs from one stage to another`() throws {
    let (result, _) = try select(StageSelection(from: "tagger", until: "lemmas"))
    #expect(
      result?.stages.filter { $0.reason == "selected" }.map(\.id) == ["tagger", "lemmas"]
    )
    #expect(
      try shown(StageSelection(from: "lemmas", until: "tokens"))
        == ["--from: error: stage 'lemmas' comes after stage 'tokens' of --until"]
    )
  }

  @Test func `refuses to skip what others require`() throws {
    let said = try shown(StageSelection(skip: ["tokens"]))
    #expect(
      said == [
        "--skip: error: 'tagger' cannot run without 'tokens', which emits Token; skip 'tagger' too",
        "--skip: error: 'lemmas' cannot run without 'tokens', which emits Token; skip 'lemmas' too",
        "--skip: error: 'timex' cannot run without 'tokens', which emits Token; skip 'timex' too",
      ]
    )
  }

  @Test func `says who runs without something optional`() throws {
    let (result, said) = try select(StageSelection(skip: ["cleaner"]))
    #expect(result?.stages.contains { $0.id == "cleaner" } == false)
    #expect(said == ["--skip: warning: 'dates' runs without 'cleaner', which removes Timex"])
  }

  @Test func `runs stages that drop documents before one that is asked for`() throws {
    let folder = try TemporaryFolder(["main.yaml": Self.text])
    let (loaded, _) = PipelineLoader.load(path: folder.file("main.yaml"), catalog: .sample)
    var pipeline = try #require(loaded)
    pipeline.stages[3].entry.manifest.drops = true
    let facts = PipelineFacts(
      source: StageFacts(),
      stages: pipeline.stages.map { _ in StageFacts() },
      exports: pipeline.exports.map { _ in StageFacts() }
    )
    var selection = StageSelection()
    selection.only = ["cleaner"]
    let (result, _) = Selector.select(selection, from: pipeline, facts: facts)
    #expect(
      result?.stages.map { "\($0.id): \($0.reason)" } == [
        "tagger: needed by cleaner: drops documents", "cleaner: selected",
      ]
    )
  }

  @Test func `refuses unknown ids`() throws {
    #expect(
      try shown(StageSelection(only: ["tokns"], from: "nowhere", skip: ["daets"])) == [
        "--skip: error: no stage 'daets'; did you mean 'dates'?",
        "--only: error: no stage 'tokns'; did you mean 'tokens'?",
        "--from: error: no stage 'nowhere'; there are: 'cleaner', 'last', 'lemmas', 'normalize', "
          + "'sentences', 'tagger', 'timex', 'tokens'",
      ]
    )
  }
}
