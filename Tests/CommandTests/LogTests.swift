import Foundation
import TestCommands
import Testing

/// What `galley run` tells on standard error.
struct LogTests {
  private func talking() throws -> Galley {
    let galley = try SamplePipeline.galley([
      "ships.yaml": SamplePipeline.text.replacing(
        "stages:",
        with: "stages:\n  - {uses: talking@1}"
      )
    ])
    try galley.addPlugin("talking_stage")
    return galley
  }

  private static let run = ["run", "ships.yaml", "--plugins", "plugins", "--quiet", "--jobs", "1"]

  @Test(arguments: [
    ("error", ["trouble"]), ("warning", ["two", "trouble"]), ("info", ["news", "two", "trouble"]),
    ("debug", ["a detail", "news", "two", "trouble"]),
  ])
  func `a level shows it and what is worse`(level: String, words: [String]) throws {
    var galley = try talking()
    let asked = try galley.run(Self.run + ["--log-level", level])
    galley.environment = ["GALLEY_LOG": level]
    let preset = try galley.run(Self.run)
    for outcome in [asked, preset] {
      #expect(outcome.status == 0)
      let said = outcome.errors.split(separator: "\n").filter {
        $0.contains("plugin 'talking_stage'")
      }
      #expect(said.count == words.count * 3)
      for (line, word) in zip(said, words) {
        #expect(line.contains(": plugin 'talking_stage': \(word)"), "\(line)")
      }
      #expect(outcome.errors.contains("\ninfo: begins: pipeline ships/1") == (words.count > 2))
      #expect(outcome.errors.contains("debug: a: done, 37 bytes") == (words.count > 3))
    }
  }

  @Test func `what a plugin says is one line and does nothing to the terminal`() throws {
    let outcome = try talking().run(Self.run + ["--log-level", "warning"])
    let lines = outcome.errors.split(separator: "\n")
    #expect(
      lines.first
        == #"warning: plugin 'talking_stage': two\u{A}lines \u{1B}[31m"red"\u{1B}[0m"#
    )
    #expect(!outcome.errors.contains("\u{1B}"))
  }

  /// Flags of a run in which a document fails, with its status.
  static let runs: [(flags: String, status: Int32)] = [
    ("--log-level debug", 1), ("", 1), ("--quiet", 1), ("--out -", 1),
    ("--set stages.hasty.on_error=stop", 3), ("--out /proc/galley", 3),
    ("--set stages.hasty.with.overlap=none", 2), ("--only nobody", 2), ("--input nowhere.jsonl", 2),
  ]

  @Test(arguments: runs)
  func `in JSON every line is an object`(flags: String, status: Int32) throws {
    let galley = try SamplePipeline.galley([
      "ships.yaml": SamplePipeline.failing(), "corpus.jsonl": SamplePipeline.failingCorpus,
    ])
    try galley.addPlugin("talking_stage")
    let outcome = try galley.run(
      ["run", "ships.yaml", "--plugins", "plugins", "--log-format", "json"]
        + flags.split(separator: " ").map(String.init)
    )
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("\n"))
    let lines = outcome.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(!lines.isEmpty)
    let form =
      #"^\{"level":"(?:error|warning|info|debug)","time":"[0-9T:.-]+Z","label":"[a-z]+","#
      + #"(?:"stage":"[^"]*",)?(?:"document":"[^"]*",)?"message":""#
    for line in lines {
      _ = try JSONObject(String(line))
      #expect(line.range(of: form, options: .regularExpression) != nil, "\(line)")
    }
    let labels = try lines.map { try JSONObject(String($0)).text("label") }
    #expect(labels.contains("failure") == (status < 2))
    #expect(labels.contains("summary") == (status < 2 && !flags.contains("--quiet")))
    #expect(labels.contains("diagnostic") == (status == 2))
  }

  @Test func `a failure is told once, as it happens`() throws {
    let galley = try SamplePipeline.galley([
      "ships.yaml": SamplePipeline.failing(), "corpus.jsonl": SamplePipeline.failingCorpus,
    ])
    for (level, count) in [("error", 0), ("warning", 1), ("debug", 1)] {
      let outcome = try galley("run", "ships.yaml", "--log-level", level)
      #expect(outcome.errors.split(separator: "\n").count { $0.hasPrefix("failed: b (") } == count)
    }
  }

  @Test func `of many failures the first are told`() throws {
    let bad = String(repeating: "{\n", count: 25)
    let galley = try SamplePipeline.galley(["corpus.jsonl": bad + SamplePipeline.corpus])
    for (flags, told) in [
      ([], 10), (["--quiet"], 10), (["--log-level", "info"], 25), (["--out", "-"], 25),
    ] {
      let errors = try galley.run(["run", "ships.yaml"] + flags).errors
      #expect(errors.split(separator: "\n").count { $0.hasPrefix("failed: ") } == told)
      #expect(errors.contains("… and 15 more, all in failures.jsonl\n") == (told == 10))
    }
  }

  @Test func `a level that does not exist is refused`() throws {
    var galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml", "--log-level", "loud").status == 2)
    galley.environment = ["GALLEY_LOG": "loud"]
    let outcome = try galley("run", "ships.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("GALLEY_LOG is error, warning, info or debug, not 'loud'"))
  }
}
