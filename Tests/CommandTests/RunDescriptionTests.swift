import TestCommands
import Testing

/// What `run.json` says.
struct RunDescriptionTests {
  @Test func `tells versions, settings and counts`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml", "--jobs", "3").status == 0)
    let run = try JSONObject(galley.text("out/ships/run.json"))
    #expect(
      run.keys == [
        "documents", "dropped", "exported", "failed", "failures", "galley", "inputs", "jobs",
        "not_run", "outputs", "pipeline", "plugins", "records", "seconds", "selection", "stages",
      ]
    )
    #expect(run.number("documents") == 3)
    #expect(run.number("exported") == 3)
    #expect(run.number("failed") == 0)
    #expect(run.number("jobs") == 3)
    #expect(run.objects("inputs").map { $0.number("files") } == [1])
    #expect(run.object("plugins")?.keys == ["exporters", "patterns", "readers", "text"])
    #expect(run.object("selection")?.keys == [])
    #expect(run.objects("not_run").isEmpty)
    let version = try galley("version").output
    #expect(version.contains(try #require(run.text("galley"))))
  }

  @Test(arguments: [
    (
      ["--only", "ships,tokens", "--docs", "[ab]", "--docs", "c", "--limit", "2"],
      #"{"docs":["[ab]","c"],"limit":2,"only":["ships","tokens"]}"#,
      ["numbers: nothing selected needs it"]
    ),
    (
      ["--from", "tokens", "--until", "ships", "--skip", "sentences"],
      #"{"from":"tokens","skip":["sentences"],"until":"ships"}"#,
      ["sentences: left out by --skip", "numbers: after --until"]
    ),
  ])
  func `tells what was selected`(flags: [String], selection: String, left: [String]) throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley.run(["run", "ships.yaml", "--quiet"] + flags).status == 0)
    let text = try galley.text("out/ships/run.json")
    #expect(text.contains(#""selection":\#(selection),"#), "\(text)")
    let found = try JSONObject(text).objects("not_run").map {
      "\($0.text("id") ?? ""): \($0.text("reason") ?? "")"
    }
    #expect(found == left)
  }

  @Test func `tells the pipeline as it ran`() throws {
    let galley = try SamplePipeline.galley()
    let set = "stages.ships.with.overlap=longest"
    #expect(try galley("run", "ships.yaml", "--set", set).status == 0)
    let pipeline = try JSONObject(galley.text("out/ships/run.json")).object("pipeline")
    let stages = try #require(pipeline?.objects("stages"))
    #expect(
      stages.map { $0.text("id") ?? "" } == ["sentences", "tokens", "ships", "numbers"]
    )
    #expect(stages[2].object("with")?.text("overlap") == "longest")
    // A default that nobody wrote down.
    #expect(stages[0].object("with")?.text("paragraphs") == "auto")
  }

  @Test func `counts annotations per stage and bytes per output`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml").status == 0)
    let run = try JSONObject(galley.text("out/ships/run.json"))
    let counts = run.objects("stages").map {
      "\($0.text("id") ?? "") \($0.number("annotations") ?? 0)"
    }
    #expect(counts == ["sentences 4", "tokens 22", "ships 3", "numbers 1", "jsonl 0"])
    let bytes = run.objects("outputs").first?.number("bytes")
    #expect(bytes == (try galley.bytes("out/ships/annotations.jsonl").count))
  }

  @Test func `does not tell values that came from the environment`() throws {
    var galley = try SamplePipeline.galley([
      "ships.yaml": SamplePipeline.text
        .replacing("corpus.jsonl", with: "'${env:HARBOUR}.jsonl'")
        .replacing("'MV", with: "'${env:PREFIX:-MV}"),
      "secret-quay.jsonl": SamplePipeline.corpus,
    ])
    galley.environment = ["HARBOUR": "secret-quay"]
    let outcome = try galley("run", "ships.yaml")
    #expect(outcome.status == 0)
    let run = try galley.text("out/ships/run.json")
    #expect(!(run + outcome.errors).contains("secret-quay"))
    #expect(run.contains("${env:HARBOUR}.jsonl"))
    // A default stands in the file for everybody to read.
    #expect(run.contains(#""pattern":"MV \\w+""#))
    let plans = try ["text", "json", "mermaid"].map {
      try galley("plan", "ships.yaml", "--format", $0).output
    }
    for plan in plans { #expect(!plan.contains("secret-quay")) }
  }
}
