import TestCommands
import Testing

/// `galley plan`.
struct PlanTests {
  @Test func `lists steps in order with what each does`() throws {
    let outcome = try SamplePipeline.galley()("plan", "ships.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.output == """
        ships/1  ships.yaml
        1. source  jsonl  jsonl@1
        2. stage  sentences  sentences@1
             reads optional: Zone
             emits: Sentence
        3. stage  tokens  tokens@1
             reads optional: Sentence
             emits: Token, Token.flags, Token.mwt
        4. stage  ships  regex@1
             emits: Ship
        5. stage  numbers  regex@1
             emits: Number, Number.value
        6. export  jsonl  jsonl@1
             reads optional: *
             writes: annotations.jsonl

        """
    )
  }

  @Test func `says why each stage runs and which do not`() throws {
    let plan = try SamplePipeline.galley()("plan", "ships.yaml", "--only", "tokens").output
    #expect(plan.contains("sentences@1  (needed by tokens: emits Sentence)"))
    #expect(plan.contains("tokens@1  (selected)"))
    #expect(plan.contains("ships  regex@1  [does not run]"))
  }

  @Test(arguments: [
    (
      ["--skip", "ships"],
      [
        "sentences@1", "tokens@1", "regex@1  [does not run]  (left out by --skip)", "regex@1",
        "jsonl@1",
      ]
    ),
    (
      ["--from", "tokens", "--until", "ships"],
      [
        "sentences@1  (needed by tokens: emits Sentence)", "tokens@1  (selected)",
        "regex@1  (selected)", "regex@1  [does not run]  (after --until)", "jsonl@1",
      ]
    ),
    (
      ["--from", "ships", "--skip", "numbers,jsonl"],
      [
        "sentences@1  [does not run]  (before --from)", "tokens@1  [does not run]  (before --from)",
        "regex@1  (selected)", "regex@1  [does not run]  (left out by --skip)",
        "jsonl@1  [does not run]  (left out by --skip)",
      ]
    ),
    (
      ["--only", "numbers"],
      [
        "sentences@1  [does not run]  (nothing selected needs it)",
        "tokens@1  [does not run]  (nothing selected needs it)",
        "regex@1  [does not run]  (nothing selected needs it)", "regex@1  (selected)", "jsonl@1",
      ]
    ),
  ])
  func `gives the reason of each step`(flags: [String], steps: [String]) throws {
    let galley = try SamplePipeline.galley()
    let lines = try galley.run(["plan", "ships.yaml"] + flags).output.split(separator: "\n")
    let found = lines.filter { $0.first?.isNumber == true }.dropFirst().map { line in
      line.split(separator: "  ", maxSplits: 2).dropFirst(2).joined()
    }
    #expect(found == steps)
  }

  @Test func `is there for programs`() throws {
    let galley = try SamplePipeline.galley()
    let outcome = try galley("plan", "ships.yaml", "--skip", "ships", "--format", "json")
    #expect(outcome.status == 0)
    let plan = try JSONObject(outcome.output)
    #expect(plan.text("pipeline") == "ships/1")
    let steps = plan.objects("steps")
    #expect(
      steps.map { $0.text("role") } == ["source"] + Array(repeating: "stage", count: 4)
        + ["export"]
    )
    #expect(steps.map { $0.number("runs") } == [1, 1, 1, 0, 1, 1])
  }

  @Test func `is there as a diagram`() throws {
    let outcome = try SamplePipeline.galley()("plan", "ships.yaml", "--format", "mermaid")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first == "flowchart TD")
    #expect(lines.contains("  n1 -->|Sentence| n2"))
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("  n") })
  }
}
