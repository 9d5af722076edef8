import TestCommands
import Testing

/// `galley stages`, `galley version` and the help of every command.
struct CatalogueTests {
  private static let stages = [
    "chunks@1", "conllu@1", "csv@1", "filter@1", "gazetteer@1", "jsonl@1", "language@1",
    "lemmas@1", "normalize@1", "records@1", "regex@1", "rules@1", "sentences@1", "tagger@1",
    "text-files@1", "timex@1", "timex-values@1", "tokens@1", "zones@1",
  ]

  @Test func `lists the stages`() throws {
    let outcome = try Galley()("stages")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    for stage in Self.stages { #expect(outcome.output.contains("  \(stage) ")) }
  }

  @Test func `lists the stages for programs`() throws {
    let outcome = try Galley()("stages", "--format", "json")
    #expect(outcome.status == 0)
    let list = try JSONObject(#"{"list":\#(outcome.output)}"#).objects("list")
    #expect(Set(list.compactMap { $0.text("stage") }) == Set(Self.stages))
    for stage in list { #expect(stage.text("summary")?.isEmpty == false) }
  }

  @Test(arguments: stages)
  func `describes each stage with its options and an example`(stage: String) throws {
    let outcome = try Galley()("stages", stage)
    #expect(outcome.status == 0)
    for part in [stage, "Options", "Example", "From plugin"] {
      #expect(outcome.output.contains(part), "\(outcome.output)")
    }
    let name = stage.prefix { $0 != "@" }
    #expect(try Galley()("stages", String(name)).output == outcome.output)
  }

  @Test func `describes a reader and an exporter that share a name`() throws {
    let output = try Galley()("stages", "jsonl").output
    #expect(output.contains("jsonl@1  (reader)"))
    #expect(output.contains("jsonl@1  (exporter)"))
  }

  @Test func `tells its versions`() throws {
    let outcome = try Galley()("version")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ").dropLast() }
    #expect(lines == [["galley"], ["plugin", "contract"], ["runtime"]])
    #expect(outcome.output.contains(try Galley()("--version").output))
  }

  @Test(arguments: [
    "run", "check", "plan", "stages", "docs", "schema", "new stage", "new pipeline", "version",
  ])
  func `the help of each command has an example`(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let help = try Galley().run(words + ["--help"])
    #expect(help.status == 0)
    #expect(help.errors == "")
    #expect(help.output.contains("  galley \(command)"), "\(help.output)")
    // A topic of the command's name follows.
    let topic = command == "stages" ? "\n\(try HelpTopicTests.text("stages"))" : ""
    #expect(try Galley().run(["help"] + words).output == help.output + topic)
  }

  @Test func `help fits a terminal of eighty columns`() throws {
    for command in [
      [], ["run"], ["check"], ["plan"], ["stages"], ["docs"], ["schema"],
      ["new", "stage"], ["version"],
    ] {
      let help = try Galley().run(command + ["--help"]).output
      let long = help.split(separator: "\n").filter { $0.count > 80 && !$0.hasPrefix("USAGE:") }
      #expect(long == [])
      // An example that is broken in two can be copied by nobody.
      let torn = help.split(separator: "\n").filter { $0.hasPrefix("-") || $0.hasPrefix("|") }
      #expect(torn == [])
    }
  }
}
