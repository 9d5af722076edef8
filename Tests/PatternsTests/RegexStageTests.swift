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

  private func trial(
    _ patterns: [JSONValue],
    _ options: [String: JSONValue] = [:]
  ) throws -> StageTrial {
    try StageTrial(
      .document(RegexStage.self),
      options.merging(["patterns": .list(patterns)]) { own, _ in own },
      schema: schema
    )
  }

  private func found(
    _ patterns: [JSONValue],
    _ options: [String: JSONValue] = [:],
    in text: String
  ) throws -> [DocumentTrial.Found] {
    let trial = try trial(patterns, options)
    #expect(trial.reports == [])
    return try #require(DocumentTrial(trial).annotations(in: text))
  }

  @Test func `turns groups into features of their declared kinds`() throws {
    let all = pattern(
      #"(?<currency>EUR|XXX) (?<amount>[\d.,]+)(?<exact>!)?(?<where> net)?(?: of (?<count>\d+))?"#
    )
    let rows = try found([all], in: "é EUR 1,200.50! net, XXX 3 of 7")
    #expect(rows.map(\.text) == ["EUR 1,200.50! net", "XXX 3 of 7"])
    #expect(rows[0].features["amount"] == .number(1_200.5))
    #expect(rows[0].features["currency"] == "EUR")
    #expect(rows[0].features["exact"] == true)
    #expect(rows[0].features["where"] == [16, 20])
    #expect(rows[0].features["count"] == nil)
    #expect(rows[1].features == ["amount": .number(3), "count": 7])
  }

  @Test func `takes a constant where the group took no part`() throws {
    let euro = pattern("(?<currency>USD)?€", ["features": ["currency": "EUR"]])
    let rows = try found([euro], in: "€ USD€")
    #expect(rows.map { $0.features["currency"] } == ["EUR", "USD"])
  }

  @Test func `makes the span of a group`() throws {
    let inner = pattern("a(b)?c", ["group": 1])
    #expect(try found([inner], in: "abc ac").map(\.text) == ["b"])
  }

  @Test func `keeps the covered text when asked`() throws {
    let rows = try found([pattern("é+", type: "Word")], ["keep_text": true], in: "éé")
    #expect(rows.map(\.features) == [["text": "éé"]])
  }

  @Test func `numbers rules from 1 in the order of the options`() throws {
    let patterns = [pattern("a", name: "first"), pattern("b", name: "second")]
    let trial = try trial(patterns)
    #expect(
      trial.facts["rules"] == [
        ["name": "first", "pointer": "/patterns/0"], ["name": "second", "pointer": "/patterns/1"],
      ]
    )
    let rows = DocumentTrial(trial).annotations(in: "ba")
    #expect(rows?.map(\.rule) == [2, 1])
  }

  @Test func `declares what its patterns emit and nothing more`() throws {
    let trial = try trial([pattern("(?<amount>a)"), pattern("b", type: "Word", name: "w")])
    #expect(trial.facts["emits"] == ["Money", "Money.amount", "Word"])
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
    #expect(Set(try found(patterns, options, in: "aab").map(\.text)) == Set(expected))
  }

  @Test func `reports a pattern that does not compile at its pointer`() throws {
    let trial = try trial([pattern("a"), pattern("(", name: "q")])
    #expect(!trial.isPrepared)
    #expect(trial.reports.map(\.place) == ["/patterns/1/pattern"])
  }

  @Test func `reports the line and column of a pattern file`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).tsv")
    defer { try? FileManager.default.removeItem(at: file) }
    try "name\ttype\tpattern\na\tMoney\té(\n".write(to: file, atomically: true, encoding: .utf8)
    let trial = try trial([], ["files": [.text(file.path())]])
    #expect(trial.reports.map { [$0.line, $0.column] } == [[2, 11]])
    #expect(trial.reports.map(\.place) == [file.path()])
  }

  @Test func `says in which line of a file a pattern stands`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).tsv")
    defer { try? FileManager.default.removeItem(at: file) }
    try "name\ttype\tpattern\n\na\tMoney\tb\n".write(to: file, atomically: true, encoding: .utf8)
    let trial = try trial([], ["files": [.text(file.path())]])
    #expect(trial.facts["rules"] == [["name": "a", "pointer": "/files/0", "line": 3]])
  }

  @Test func `fails a document that needs too many steps, and names the pattern`() throws {
    let trial = try trial([pattern("(a+)+$", name: "greedy")])
    let document = DocumentTrial(trial)
    #expect(document.annotations(in: String(repeating: "a", count: 5_000) + "!") == nil)
    #expect(trial.failure?.code == "match-limit")
    #expect(trial.failure?.message.hasPrefix("pattern 'greedy' backtracks") == true)
    #expect(document.annotations(in: "aaa")?.map(\.text) == ["aaa"])
  }

  @Test func `gives the same for a document whatever came before`() throws {
    let trial = try trial([pattern(#"(?<amount>\d+)"#), pattern(#"\w+"#, type: "Word", name: "w")])
    let used = DocumentTrial(trial)
    _ = used.annotations(in: "12 and 13")
    #expect(used.annotations(in: "7 é 8") == DocumentTrial(trial).annotations(in: "7 é 8"))
    #expect(used.annotations(in: "") == [])
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
      types: schema
    )
    #expect(check.problems() == [])
  }
}
