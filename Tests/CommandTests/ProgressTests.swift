import Foundation
import TestCommands
import Testing

/// The bar of `galley run`: on terminals only, below everything else, gone at the end.
struct ProgressTests {
  /// Four texts of the same length; the run waits at the second until the gate is opened.
  private func galley(_ last: String = "The end is calm.") throws -> Galley {
    let galley = try Galley([
      "texts/a.txt": "It begins calmly.", "texts/b.txt": "Here wait awhile.",
      "texts/c.txt": "It goes on calmly", "texts/d.txt": last,
      "gate.yaml": """
      pipeline: gate/1
      source: {uses: text-files@1, with: {path: texts}}
      defaults: {time: 1h}
      stages: [{uses: gate@1}]
      export: [{uses: jsonl@1}]
      """,
    ])
    try galley.addPlugin("gate_stage")
    NamedPipe.make(galley.folder.file("gate"))
    return galley
  }

  private static let run = [
    "run", "gate.yaml", "--plugins", "plugins", "--jobs", "1", "--queue", "1",
  ]

  private func start(
    _ galley: Galley,
    _ flags: [String] = [],
    columns: Int = 80
  ) throws -> PseudoTerminal {
    let output = galley.folder.file("stdout")
    try galley.folder.write("", to: "stdout")
    return try PseudoTerminal(
      Self.run + flags,
      galley,
      columns: columns,
      output: try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    )
  }

  private func open(_ galley: Galley) { _ = NamedPipe(writingTo: galley.folder.file("gate")) }

  /// Whether the last row is the bar when one of four texts is done and the second is read.
  private static func isHalf(_ screen: TerminalScreen) -> Bool {
    screen.rows.last?.contains(#/^\[=+> +\]  50 %  1 documents/#) == true
  }

  @Test func `a terminal has a bar, and at the end none`() throws {
    let galley = try galley()
    let terminal = try start(galley)
    try #require(terminal.wait(until: Self.isHalf))
    open(galley)
    #expect(terminal.status() == 0)
    let rows = terminal.screen.rows
    #expect(rows.first?.hasPrefix("stage ") == true)
    #expect(rows.last == "")
    #expect(
      !rows.contains { $0.contains("50 %") || $0.contains("documents  ") && $0.contains("left") }
    )
    #expect(terminal.screen.unknown.isEmpty)
    #expect(try galley.text("stdout") == "")
  }

  @Test func `results on standard output have no trace of the bar`() throws {
    let galley = try galley()
    let terminal = try start(galley, ["--out", "-"])
    try #require(terminal.wait(until: Self.isHalf))
    open(galley)
    #expect(terminal.status() == 0)
    #expect(
      try galley.lines("stdout").map { $0.text("id") } == ["a.txt", "b.txt", "c.txt", "d.txt"]
    )
  }

  @Test func `the bar follows the width of the terminal`() throws {
    let galley = try galley()
    let terminal = try start(galley, columns: 100)
    try #require(terminal.wait(until: Self.isHalf))
    terminal.resize(to: 30)
    try #require(terminal.wait { $0.rows.count == 1 && $0.rows[0].hasPrefix("50 %  1 documents") })
    terminal.resize(to: 120)
    try #require(terminal.wait(until: Self.isHalf))
    #expect(terminal.screen.rows.count == 1)
    open(galley)
    #expect(terminal.status() == 0)
  }

  @Test func `an interrupted run leaves a clean line`() throws {
    let galley = try galley()
    let terminal = try start(galley)
    try #require(terminal.wait(until: Self.isHalf))
    terminal.interrupt()
    try #require(terminal.wait { $0.rows.first == "stopping; once more to stop at once" })
    try #require(terminal.wait { $0.rows.count == 2 && Self.isHalf($0) })
    open(galley)
    #expect(terminal.status() == 130)
    #expect(
      terminal.screen.rows == [
        "stopping; once more to stop at once",
        "interrupted after 2 documents; unfinished results are named *.partial", "",
      ]
    )
  }

  @Test func `a run that is interrupted twice leaves a clean line`() throws {
    let galley = try galley()
    let terminal = try start(galley)
    try #require(terminal.wait(until: Self.isHalf))
    terminal.interrupt()
    try #require(terminal.wait { $0.rows.first == "stopping; once more to stop at once" })
    terminal.interrupt()
    #expect(terminal.status() == 130)
    #expect(terminal.screen.rows == ["stopping; once more to stop at once", ""])
  }

  @Test func `failures stand above the bar`() throws {
    let galley = try galley()
    try galley.folder.write("This will fail it", to: "texts/a.txt")
    let terminal = try start(galley, columns: 200)
    try #require(terminal.wait { $0.rows.last?.contains("1 failed") == true })
    #expect(terminal.screen.rows.count == 2)
    #expect(terminal.screen.rows[0].hasPrefix("failed: a.txt (a.txt): gate: "))
    open(galley)
    #expect(terminal.status() == 1)
    #expect(terminal.screen.rows.filter { $0.hasPrefix("failed: ") }.count == 1)
    #expect(!terminal.screen.rows.contains { $0.contains("[=") })
  }

  @Test func `a run that cannot go on leaves a clean line`() throws {
    let galley = try galley("It will fail now.")
    let terminal = try start(galley, ["--set", "stages.gate.on_error=stop"])
    try #require(terminal.wait(until: Self.isHalf))
    open(galley)
    #expect(terminal.status() == 3)
    let rows = terminal.screen.rows
    #expect(rows.count { $0.hasPrefix("error: stage 'gate' failed on document 'd.txt'") } == 1)
    #expect(!rows.contains { $0.contains("[=") })
    #expect(rows.last == "")
  }

  @Test(arguments: [["--progress", "none"], ["--progress", "lines"], ["--quiet"]])
  func `no bar for those who want none`(flags: [String]) throws {
    let galley = try galley()
    try leaveOpen(galley)
    let terminal = try start(galley, flags)
    #expect(terminal.status() == 0)
    #expect(!terminal.written.contains("\u{1B}"))
  }

  @Test func `no colours for those who want none`() throws {
    for (environment, isColored) in [(["NO_COLOR": ""], true), (["NO_COLOR": "1"], false)] {
      var galley = try galley()
      galley.environment = environment
      try galley.folder.write("This will fail it", to: "texts/a.txt")
      let terminal = try start(galley)
      try #require(terminal.wait { $0.rows.last?.contains("1 failed") == true })
      open(galley)
      #expect(terminal.status() == 1)
      #expect(terminal.written.contains("\u{1B}[31m") == isColored)
    }
  }

  @Test func `no bar without a terminal`() throws {
    let galley = try galley()
    try leaveOpen(galley)
    let outcome = try galley.run(Self.run)
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(!outcome.errors.contains("\u{1B}") && !outcome.errors.contains("\r"))
  }

  /// Opens the gate for a run that starts later.
  private func leaveOpen(_ galley: Galley) throws {
    try FileManager.default.removeItem(atPath: galley.folder.file("gate"))
    try galley.folder.write("", to: "gate")
  }
}
