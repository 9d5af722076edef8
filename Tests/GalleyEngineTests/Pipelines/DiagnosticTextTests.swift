import Foundation
import GalleyEngine
import GalleyKit
import TestCommands
import Testing

struct DiagnosticTextTests {
  private func shown(
    _ line: String,
    column: Int,
    length: Int = 1,
    usesColor: Bool = false
  ) throws -> String {
    let folder = try TemporaryFolder(["a.yaml": "first\n" + line + "\nlast\n"])
    let diagnostic = Diagnostic(
      code: "x",
      at: SourceLocation(
        file: folder.file("a.yaml"),
        line: 2,
        column: column,
        length: length
      ),
      "no 'b'",
      fix: "write 'c'"
    )
    return DiagnosticText(showsSource: true, usesColor: usesColor).render([diagnostic])
      .replacing(folder.path + "/", with: "")
  }

  @Test func `puts carets under the place`() throws {
    #expect(
      try shown("key: value", column: 6, length: 5) == """
        a.yaml:2:6: error: no 'b'; write 'c'
         2 | key: value
           |      ^^^^^

        """
    )
  }

  @Test(arguments: [
    ("a\tb: x", 3, 1, "a   b: x", "    ^"), ("漢字: x", 2, 2, "漢字: x", "  ^^^"),
    ("e\u{301}: x", 3, 1, "e\u{301}: x", " ^"), ("😀 x", 3, 1, "😀 x", "   ^"),
    ("ab", 3, 1, "ab", "  ^"), ("ab", 9, 5, "ab", "  ^"),
    ("a\u{1B}[31mb", 2, 1, "a\u{FFFD}[31mb", " ^"),
  ])
  func `counts tabs and wide characters`(
    line: String,
    column: Int,
    length: Int,
    text: String,
    carets: String
  ) throws {
    let lines = try shown(line, column: column, length: length).split(separator: "\n")
    #expect(lines[1] == " 2 | \(text)")
    #expect(lines[2] == "   | \(carets)")
  }

  @Test func `cuts long lines around the place`() throws {
    let line = String(repeating: "abcdefghi ", count: 100)
    let lines = try shown(line, column: 501, length: 9).split(separator: "\n")
    #expect(lines[1].count < 135 && lines[1].hasPrefix(" 2 | …") && lines[1].hasSuffix("…"))
    let start = lines[2].prefix { $0 != "^" }.count
    #expect(lines[1].dropFirst(start).hasPrefix("abcdefghi"))
  }

  @Test func `colours only when asked`() throws {
    #expect(try !shown("a", column: 1).contains("\u{1B}"))
    #expect(try shown("a", column: 1, usesColor: true).contains("\u{1B}[31merror:\u{1B}[0m"))
    let plain = DiagnosticText(isTerminal: true, environment: ["NO_COLOR": "1"])
    #expect(plain.showsSource && !plain.usesColor)
    #expect(DiagnosticText(isTerminal: true, environment: ["NO_COLOR": ""]).usesColor)
    #expect(!DiagnosticText(isTerminal: true, environment: ["TERM": "dumb"]).usesColor)
    #expect(!DiagnosticText(isTerminal: false, environment: [:]).showsSource)
  }

  @Test func `shows the argument of a set`() {
    let diagnostic = Diagnostic(
      code: "x",
      at: SourceLocation(file: "--set a.b=c", line: 1, column: 3),
      "no 'b'"
    )
    #expect(
      DiagnosticText(showsSource: true, usesColor: false).render([diagnostic]) == """
        --set a.b=c:1:3: error: no 'b'
         1 | a.b=c
           |   ^

        """
    )
  }

  @Test func `keeps messages on one line`() {
    let diagnostic = Diagnostic(.warning, code: "x", "a\nb\u{1B}c\td")
    #expect(
      DiagnosticText(showsSource: false, usesColor: false).render([diagnostic])
        == "warning: a\\nb\u{FFFD}c\\td\n"
    )
  }

  @Test func `gives editors all fields`() {
    let diagnostics = [
      Diagnostic(
        code: "x",
        at: SourceLocation(file: "a", line: 2, column: 3, length: 4),
        "m",
        fix: "f"
      ),
      Diagnostic(.warning, code: "y", at: SourceLocation(file: "a"), "n"),
    ]
    #expect(
      DiagnosticJSON.render(diagnostics)
        == #"""
        [{"file":"a","line":2,"column":3,"endColumn":7,"severity":"error","code":"x","message":"m",\#
        "fix":"f"},{"file":"a","severity":"warning","code":"y","message":"n"}]
        """#.replacing("\\\n", with: "")
    )
  }

  @Test func `sorts, drops repetitions and stops at a limit`() {
    var collector = DiagnosticCollector()
    collector.open(file: "main")
    for line in (1...150).reversed() {
      for file in ["other", "main", "main"] {
        collector.add(Diagnostic(code: "x", at: SourceLocation(file: file, line: line), "m"))
      }
    }
    let sorted = collector.sorted
    #expect(sorted.count == 201)
    #expect(sorted[0].description == "main:1: error: m")
    #expect(sorted[150].description == "other:1: error: m")
    #expect(sorted[200].description == "error: 100 more diagnostics are not shown")
  }
}
