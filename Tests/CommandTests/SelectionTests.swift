import TestCommands
import Testing

/// `--only X` gives for X what the full run gives.
struct SelectionTests {
  /// Stages that add no annotations to documents whose day of publication is known.
  private static let withoutAnnotations: Set<String> = [
    "language", "published", "values", "together", "final-values",
  ]

  @Test(arguments: ["quickstart", "annotate"])
  func `a stage alone finds what it finds among all`(pipeline: String) throws {
    let path = "\(Repository.root)/pipelines/\(pipeline).yaml"
    let galley = try Galley()
    #expect(try galley("run", path, "--quiet", "--out", "full").status == 0)
    let plan = try JSONObject(galley("plan", path, "--format", "json").output)
    let stages = plan.objects("steps").filter { $0.text("role") == "stage" }
    #expect(stages.count >= 3)
    for stage in stages {
      let id = try #require(stage.text("id"))
      #expect(try galley("run", path, "--quiet", "--only", id, "--out", id).status == 0)
      let alone = try StageResults(of: stage, in: id, galley)
      #expect(alone.lines.isEmpty == Self.withoutAnnotations.contains(id))
      #expect(try alone.lines == StageResults(of: stage, in: "full", galley).lines)
    }
  }

  @Test(arguments: [
    (["--only", "ships"], ["ships"]),
    (["--only", "tokens"], ["sentences", "tokens"]),
    (["--only", "jsonl"], ["sentences", "tokens", "ships", "numbers"]),
    (["--only", "tokens", "--only", "numbers"], ["sentences", "tokens", "numbers"]),
    (["--only", "tokens,numbers"], ["sentences", "tokens", "numbers"]),
    (
      ["--only", "tokens, ships", "--only", "numbers,"],
      ["sentences", "tokens", "ships", "numbers"]
    ),
    (["--skip", "ships,numbers"], ["sentences", "tokens"]),
    (["--from", "ships"], ["ships", "numbers"]),
    (["--from", "tokens", "--until", "ships"], ["sentences", "tokens", "ships"]),
    (["--until", "sentences"], ["sentences"]),
    (["--skip", "ships", "--skip", "numbers"], ["sentences", "tokens"]),
  ])
  func `runs the stages asked for and those they need`(
    flags: [String],
    stages: [String]
  ) throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley.run(["run", "ships.yaml", "--quiet"] + flags).status == 0)
    let run = try JSONObject(galley.text("out/ships/run.json"))
    #expect(run.objects("stages").map { $0.text("id") ?? "" } == stages + ["jsonl"])
  }

  @Test(arguments: [
    ([], nil),
    (["--only", "ships"], "not run: sentences, tokens, numbers (nothing selected needs them)"),
    (["--only", "ships,tokens"], "not run: numbers (nothing selected needs it)"),
    (
      ["--from", "tokens", "--until", "ships", "--skip", "sentences"],
      "not run: sentences (left out by --skip); numbers (after --until)"
    ),
    (
      ["--from", "ships", "--skip", "jsonl"],
      "not run: sentences, tokens (before --from); jsonl (left out by --skip)"
    ),
  ])
  func `the summary tells what was left out`(flags: [String], line: String?) throws {
    let outcome = try SamplePipeline.galley().run(["run", "ships.yaml"] + flags)
    #expect(outcome.status == 0)
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.hasPrefix("not run") } == (line.map { [$0] } ?? []))
  }

  @Test func `a stage that uses another when it is there runs without it`() throws {
    let galley = try SamplePipeline.galley()
    let outcome = try galley("run", "ships.yaml", "--skip", "sentences")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("'tokens' runs without 'sentences', which emits Sentence"))
  }
}
