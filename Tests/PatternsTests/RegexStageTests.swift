import Foundation
import GalleyKit
import GalleyTesting
import Patterns
import Testing

@Suite struct RegexStageTests {
  private let schema = [
    TypeDeclaration(
      "Money",
      [
        FeatureDeclaration("amount", .number), FeatureDeclaration("count", .integer),
        FeatureDeclaration("currency", .text, values: ["EUR", "USD"]),
        FeatureDeclaration("exact", .flag), FeatureDeclaration("where", .span),
        FeatureDeclaration("text", .text),
      ]
    ),
    TypeDeclaration("Word", [FeatureDeclaration("text", .text)]),
  ]

  private func pattern(
    _ pattern: String,
    type: String = "Money",
    name: String = "p",
    _ more: [String: JSONValue] = [:]
  ) -> JSONValue {
    let own: [String: JSONValue] = [
      "name": .text(name), "type": .text(type), "pattern": .text(pattern), "flags": [],
      "group": 0, "features": [:],
    ]
    return .object(own.merging(more) { _, new in new })
  }

  private func run(
    _ patterns: [JSONValue],
    _ options: [String: JSONValue] = [:]
  ) throws -> StageRun {
    try StageRun(
      .document(RegexStage.self),
      options: all(patterns, options),
      types: schema,
      resourceFolder: PluginFolder.path
    )
  }

  private func problems(
    _ patterns: [JSONValue],
    _ options: [String: JSONValue] = [:]
  ) throws -> [StageProblem] {
    try StageRun.problems(
      of: .document(RegexStage.self),
      options: all(patterns, options),
      types: schema,
      resourceFolder: PluginFolder.path
    )
  }

  private func all(
    _ patterns: [JSONValue],
    _ options: [String: JSONValue]
  ) -> [String: JSONValue] {
    options.merging(["patterns": .list(patterns)]) { own, _ in own }
  }

  private func found(
    _ patterns: [JSONValue],
    _ options: [String: JSONValue] = [:],
    in text: String
  ) throws -> TestDocument {
    let run = try run(patterns, options)
    #expect(run.warnings == [])
    return try run.process(TestDocument(text))
  }

  @Test func `turns groups into features of their declared kinds`() throws {
    let all = pattern(
      #"(?<currency>EUR|XXX) (?<amount>[\d.,]+)(?<exact>!)?(?<where> net)?(?: of (?<count>\d+))?"#
    )
    let marked = try MarkedText(
      """
      é [EUR 1,200.50! net](Money currency=EUR amount=1200.5 exact=true), \
      [XXX 3 of 7](Money amount=3.0 count=7)
      """
    )
    let rows = try found([all], in: marked.text).annotations
    let withoutSpans = rows.map { row in
      var row = row
      row.features["where"] = nil
      return row
    }
    #expect(marked.comparable(withoutSpans) == marked.annotations)
    #expect(rows.map { $0.features["where"] } == [[16, 20], nil])
  }

  @Test(arguments: [
    "[€](Money currency=EUR) [USD€](Money currency=USD)", "no money",
  ])
  func `takes a constant where the group took no part`(text: String) throws {
    let marked = try MarkedText(text)
    let euro = pattern("(?<currency>USD)?€", ["features": ["currency": "EUR"]])
    let rows = try found([euro], in: marked.text).annotations
    #expect(marked.comparable(rows) == marked.annotations)
  }

  @Test func `makes the span of a group`() throws {
    let marked = try MarkedText("a[b](Money)c ac")
    let inner = pattern("a(b)?c", ["group": 1])
    #expect(
      try marked.comparable(found([inner], in: marked.text).annotations) == marked.annotations
    )
  }

  @Test func `keeps the covered text when asked`() throws {
    let rows = try found([pattern("é+", type: "Word")], ["keep_text": true], in: "éé").annotations
    #expect(rows.map(\.features) == [["text": "éé"]])
  }

  @Test func `numbers rules from 1 in the order of the options`() throws {
    let patterns = [pattern("a", name: "first"), pattern("b", name: "second")]
    let run = try run(patterns)
    #expect(
      run.facts.rules == [
        RuleFact("first", pointer: "/patterns/0"), RuleFact("second", pointer: "/patterns/1"),
      ]
    )
    #expect(try run.process(TestDocument("ba")).annotations.map(\.rule) == ["second", "first"])
  }

  @Test func `declares what its patterns emit and nothing more`() throws {
    let run = try run([pattern("(?<amount>a)"), pattern("b", type: "Word", name: "w")])
    #expect(run.facts.emits == ["Money", "Money.amount", "Word"])
  }

  @Test(arguments: [
    ("all", false, ["aab", "aa", "b"]), ("longest", false, ["aab", "aa"]),
    ("longest", true, ["aab"]), ("first", true, ["aa", "b"]),
  ])
  func `resolves overlaps`(overlap: String, acrossTypes: Bool, expected: [String]) throws {
    let patterns = [
      pattern("aa", type: "Word", name: "w"), pattern("b", name: "b"), pattern("aab", name: "aab"),
    ]
    let options: [String: JSONValue] = [
      "overlap": .text(overlap), "across_types": .flag(acrossTypes),
    ]
    let document = try found(patterns, options, in: "aab")
    #expect(Set(document.annotations.map(document.coveredText)) == Set(expected))
  }

  @Test func `reports a pattern that does not compile at its pointer`() throws {
    let problems = try problems([pattern("a"), pattern("(", name: "q")])
    #expect(problems.map(\.place) == ["/patterns/1/pattern"])
  }

  @Test func `reports the line and column of a pattern file`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).tsv")
    defer { try? FileManager.default.removeItem(at: file) }
    try "name\ttype\tpattern\na\tMoney\té(\n".write(to: file, atomically: true, encoding: .utf8)
    let problems = try problems([], ["files": [.text(file.path())]])
    #expect(problems.map { [$0.line, $0.column] } == [[2, 11]])
    #expect(problems.map(\.place) == [file.path()])
  }

  @Test func `says in which line of a file a pattern stands`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).tsv")
    defer { try? FileManager.default.removeItem(at: file) }
    try "name\ttype\tpattern\n\na\tMoney\tb\n".write(to: file, atomically: true, encoding: .utf8)
    let run = try run([], ["files": [.text(file.path())]])
    #expect(run.facts.rules == [RuleFact("a", pointer: "/files/0", line: 3)])
  }

  @Test func `fails a document that needs too many steps, and names the pattern`() throws {
    let run = try run([pattern("(a+)+(?!!b)!", name: "greedy")])
    let slow = TestDocument(String(repeating: "a", count: 5_000) + "!b")
    let failure = #expect(throws: TestFailure.self) { try run.process(slow) }
    #expect(failure?.code == "match-limit")
    #expect(failure?.message.hasPrefix("pattern 'greedy' backtracks") == true)
    #expect(try run.process(TestDocument("aaa!")).annotations.map(\.span.range) == [0..<4])
  }

  @Test func `gives the same for a document whatever came before`() throws {
    let run = try run([pattern(#"(?<amount>\d+)"#), pattern(#"\w+"#, type: "Word", name: "w")])
    let texts = ["12 and 13", "7 é 8", ""]
    let together = run.process(texts.map { TestDocument($0) })
    #expect(try together.map { try $0.get() } == texts.map { try run.process(TestDocument($0)) })
    #expect(try together[2].get().annotations == [])
  }

  @Test func `keeps the contract of stages`() throws {
    let patterns = [
      pattern(#"(?<count>\d+)(?<where>\s\w)?"#, ["features": ["currency": "EUR"]]),
      pattern(#"[^\s\x00-\x7F]+"#, type: "Word", name: "foreign"),
      pattern("(?<exact>.)$", name: "last", ["flags": ["multiline"], "group": 1]),
    ]
    let options: [String: JSONValue] = [
      "patterns": .list(patterns), "overlap": "first", "keep_text": true,
    ]
    let check = try StageConformance(
      .document(RegexStage.self),
      options: options,
      types: schema,
      resourceFolder: PluginFolder.path
    )
    #expect(check.problems() == [])
  }
}
