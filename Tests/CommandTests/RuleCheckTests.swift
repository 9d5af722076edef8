import Foundation
import TestCommands
import Testing

/// What `galley check` says of rules, and where: to the column inside the pattern.
///
/// Each file in `Fixtures` says it itself: `^` in a comment stands below the place that is meant, in
/// the last line before that is none, and behind it how the message begins.
struct RuleCheckTests {
  private struct Problem: Hashable {
    var place: String
    var message: String
  }

  @Test(arguments: [
    ("broken-rules.yaml", 80), ("unread-rules.yaml", 10), ("broken-times.yaml", 16),
  ])
  func `says of each mistake where it is`(file: String, least: Int) throws {
    let galley = try Galley()
    let path = "\(Repository.root)/Tests/CommandTests/Fixtures/\(file)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try galley.folder.write(text, to: file)
    let outcome = try galley("check", file)
    #expect(outcome.status == 2)
    var said = outcome.errors.split(separator: "\n").map(String.init)
    let expected = Self.expected(in: text, file: file)
    #expect(expected.count >= least)
    for problem in expected {
      let found = said.firstIndex { $0.hasPrefix("\(problem.place): \(problem.message)") }
      if let found { said.remove(at: found) }
      #expect(found != nil, "\(problem.place): \(problem.message)")
    }
    #expect(said == [])
  }

  private static func expected(in text: String, file: String) -> [Problem] {
    var problems: [Problem] = []
    var line = 0
    for (number, text) in text.split(separator: "\n").enumerated() {
      guard text.hasPrefix("#"), let caret = text.firstIndex(of: "^") else {
        line = number + 1
        continue
      }
      let column = text.distance(from: text.startIndex, to: caret) + 1
      let message = text[caret...].dropFirst(2)
      let isWarning = message.hasPrefix("warning ")
      problems.append(
        Problem(
          place: "\(file):\(line):\(column)",
          message: isWarning ? "warning: \(message.dropFirst(8))" : "error: \(message)"
        )
      )
    }
    return problems
  }

  @Test func `definitions and lists keep the names they are given`() throws {
    let galley = try Galley([
      "towns.yaml": """
      pipeline: towns/1
      types: {Town: {}}
      source: {uses: text-files@1, with: {path: '*.txt'}}
      stages:
        - {uses: sentences@1}
        - {uses: tokens@1}
        - uses: rules@1
          with:
            defs: {old_town: 'old [lower in $town_words]', TOWN: 'town'}
            lists: {town_words: {words: [quarter, mill_race]}}
            rules: [{name: town, match: '$old_town | $TOWN', emit: {Town: {}}}]
      export:
        - {uses: csv@1, with: {types: [Town]}}
      """,
      "a.txt": "The old quarter is a town.",
    ])
    let outcome = try galley("run", "towns.yaml", "--quiet", "--out", "-")
    #expect(outcome.errors == "")
    #expect(outcome.output.split(separator: "\n").count == 3, "\(outcome.output)")
  }

  @Test func `run.json says where the rules are written that annotations name`() throws {
    let galley = try Galley()
    try galley.folder.write("Ann met Bo.", to: "a.txt")
    try galley.folder.write(
      "rules:\n  - {name: met, match: met, emit: {Found: {}}}\n",
      to: "rules/met.yaml"
    )
    try galley.folder.write(
      """
      pipeline: named/1
      types: {Found: {}}
      source: {uses: text-files@1, with: {path: a.txt}}
      stages:
        - {uses: sentences@1}
        - {uses: tokens@1}
        - id: rules
          uses: rules@1
          import: [rules/met.yaml]
          with:
            rules:
              - name: capital
                match: '[capitalised]'
                emit: {Found: {}}
      export: [{uses: jsonl@1, with: {types: [Found]}}]
      """,
      to: "named.yaml"
    )
    #expect(try galley("run", "named.yaml", "--out", "out", "--quiet").status == 0)
    let stages = try JSONObject(galley.text("out/run.json")).objects("stages")
    let rules = try #require(stages.first { $0.text("id") == "rules" }).objects("rules")
    #expect(
      rules.map { "\($0.text("name") ?? "") \($0.text("at") ?? "")" } == [
        "met rules/met.yaml:2:5", "capital named.yaml:12:11",
      ]
    )
    let found = try galley.lines("out/annotations.jsonl").flatMap { $0.objects("annotations") }
    #expect(found.map { $0.text("by") } == ["rules/capital", "rules/met", "rules/capital"])
  }
}
