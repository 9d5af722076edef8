import Foundation
import GalleyKit
import GalleyTesting
import Testing

@testable import Time

@Suite(.serialized) struct TimexStageTests {
  static func run(_ options: [String: JSONValue] = [:]) throws -> StageRun {
    try StageRun(.document(TimexStage.self), options: options, resourceFolder: PluginFolder.path)
  }

  // Not for several threads; the tests of this suite run one after another.
  private nonisolated(unsafe) static let stage = Result { try run() }

  static func found(_ text: String, published: String?) throws -> [String] {
    let metadata = published.map { ["published": JSONValue.text($0)] } ?? [:]
    return ExpressionSheet.describe(
      try stage.get().process(TestDocument(text, metadata: metadata))
    )
  }

  @Test func `finds nine in ten expressions of the answer sheet, with class and value`() throws {
    let cases = ExpressionSheet.cases
    #expect(cases.count >= 400)
    let results = try Self.stage.get().process(cases.map(\.document))
    var expected = 0
    var found = 0
    var right = 0
    for (example, result) in zip(cases, results) {
      let own = ExpressionSheet.describe(try result.get())
      expected += example.expected.count
      found += own.count
      right += Set(own).intersection(example.expected).count
    }
    #expect(expected >= 800)
    #expect(right * 10 >= expected * 9, "\(right) of \(expected)")
    #expect(right * 10 >= found * 9, "\(right) of \(found) found")
  }

  private static let cases: [(text: String, published: String?, expected: [String])] = [
    // Ends of years, weeks and months.
    ("It closed yesterday.", "2024-01-01", ["yesterday DATE 2023-12-31"]),
    ("It closed last week.", "2024-01-03", ["last week DATE 2023-W52"]),
    ("It closed last week.", "2021-01-06", ["last week DATE 2020-W53"]),
    ("It opens next week.", "2020-12-30", ["next week DATE 2021-W01"]),
    ("It closed last month.", "2024-01-15", ["last month DATE 2023-12"]),
    ("It closed in December.", "2024-01-15", ["December DATE 2023-12"]),
    ("It will open on Jan. 3.", "2023-12-20", ["Jan. 3 DATE 2024-01-03"]),
    ("It closed last quarter.", "2024-02-15", ["last quarter DATE 2023-Q4"]),
    ("It opens in two days.", "2024-02-28", ["two days DURATION P2D"]),
    ("It opens two days from now.", "2024-02-28", ["two days from now DATE 2024-03-01"]),
    ("It opens tomorrow.", "2023-02-28", ["tomorrow DATE 2023-03-01"]),
    // Days that do not exist are marked, not moved.
    ("The form says Feb. 29, 2023.", nil, ["Feb. 29, 2023 DATE -"]),
    ("The form says Feb. 29, 2024.", nil, ["Feb. 29, 2024 DATE 2024-02-29"]),
    // Long ago.
    ("It burnt in 1666.", nil, ["1666 DATE 1666"]),
    ("He died in 44 BC.", nil, ["44 BC DATE BC0044"]),
    // Zones.
    ("It began at 14:30 GMT.", "2023-11-15", ["14:30 GMT TIME 2023-11-15T14:30Z"]),
    ("It begins at 9 a.m. EST.", "2023-11-15", ["9 a.m. EST TIME 2023-11-15T09:00-05:00"]),
    // Nobody knows when.
    ("It closed on Monday.", nil, ["Monday DATE XXXX-WXX-1"]),
    ("It closed yesterday.", nil, ["yesterday DATE PAST_REF"]),
    // Times of a clock take the day beside them, but not that of what looks another way.
    (
      "It rained on Friday, and at 6 a.m. it stopped.", "2023-11-15",
      ["Friday DATE 2023-11-10", "6 a.m. TIME 2023-11-10T06:00"]
    ),
    (
      "Officials said Tuesday that trains will leave at 9 a.m..", "2023-11-15",
      ["Tuesday DATE 2023-11-14", "9 a.m. TIME 2023-11-15T09:00"]
    ),
    (
      "He left at 9:40 p.m. and was seen three hours later.", "2023-11-15",
      ["9:40 p.m. TIME 2023-11-15T21:40", "three hours later TIME 2023-11-16T00:40"]
    ),
    (
      "It is open daily from 10 a.m. to noon.", "2023-11-15",
      ["daily SET P1D", "10 a.m. TIME XXXX-XX-XXT10:00", "noon TIME XXXX-XX-XXT12:00"]
    ),
    (
      "It is open Monday to Friday, 9 a.m. to 5 p.m..", "2023-11-15",
      [
        "Monday DATE 2023-11-20", "Friday DATE 2023-11-24", "9 a.m. TIME XXXX-XX-XXT09:00",
        "5 p.m. TIME XXXX-XX-XXT17:00",
      ]
    ),
    // Heads of a chronology.
    (
      "2021 — The dam is begun. In the summer work stops.\n\nOctober — It goes on.\n\n2023 — Done.",
      "2024-02-01",
      ["2021 DATE 2021", "the summer DATE 2021-SU", "October DATE 2021-10", "2023 DATE 2023"]
    ),
    ("Note: on 3 May we meet. May: a month.", "2024-02-01", ["3 May DATE 2024-05-03"]),
    // White space of every kind, but no empty line.
    ("On Nov.\n16 it rained.", "2023-11-20", ["Nov.\n16 DATE 2023-11-16"]),
    ("On Nov.\u{A0}16 it rained.", "2023-11-20", ["Nov.\u{A0}16 DATE 2023-11-16"]),
    ("In May\n\n16 people left.", "2023-11-20", ["May DATE 2023-05"]),
  ]

  @Test(arguments: cases)
  func `resolves`(text: String, published: String?, expected: [String]) throws {
    #expect(try Self.found(text, published: published) == expected)
  }

  @Test(arguments: [
    "The 911 call was short.", "They may march second.", "Scores fell 5-4.", "Call 555-123-4567.",
    "The Sunday Times reported it.", "It sold 2004 copies.", "", " ", "She is 10 years old.",
  ])
  func `leaves alone what is no time`(text: String) throws {
    #expect(try Self.found(text, published: "2023-11-15") == [])
  }

  @Test func `the first and last day, anchor and direction are features`() throws {
    let document = TestDocument("It closed last week.", metadata: ["published": "2023-11-15"])
    let found = try Self.stage.get().process(document)
    let features = try #require(found.annotations(of: "Timex").first).features
    #expect(features["begin"]?.text == "2023-11-06")
    #expect(features["end"]?.text == "2023-11-12")
    #expect(features["anchor"]?.text == "publication")
    #expect(features["anchor_value"]?.text == "2023-11-15")
    #expect(features["underspecified"]?.text == "@week-1")
    #expect(features["tense"]?.text == "likely_past")
    #expect(features["direction"]?.text == "past")
  }

  @Test func `a pipeline adds words, patterns and rules`() throws {
    let own: [String: JSONValue] = [
      "words": ["feast": ["founders day": "06-24"]],
      "patterns": ["sol": #"sol \d+"#],
      "rules": [
        ["name": "sol", "class": "duration", "match": "{sol}", "value": "P1D"]
      ],
    ]
    let document = TestDocument("Founders Day 2021 was sol 122.")
    #expect(
      ExpressionSheet.describe(try Self.run(own).process(document))
        == ["Founders Day 2021 DATE 2021-06-24", "sol 122 DURATION P1D"]
    )
  }

  @Test func `all mistakes in rules are told at once`() throws {
    let rules: [JSONValue] = [
      ["name": "unknown", "class": "date", "match": "{moth}", "value": "XXXX"],
      ["name": "broken", "class": "date", "match": "(", "value": "XXXX"],
      ["name": "groupless", "class": "date", "match": "x", "value": "{month}"],
      ["name": "tableless", "class": "date", "match": "{month}", "value": "{month|nums}"],
      ["name": "worthless", "class": "date", "match": "x"],
      ["name": "month", "class": "date", "match": "x", "value": "XXXX"],
      ["name": "aimless", "class": "cue", "match": "x", "value": "sideways"],
    ]
    let problems = try StageRun.problems(
      of: .document(TimexStage.self),
      options: ["rules": .list(rules), "words": ["moon": ["full(": "1"]]],
      resourceFolder: PluginFolder.path
    )
    #expect(
      problems.map(\.code).sorted() == [
        "bad-pattern", "bad-value", "bad-word", "double-name", "no-value", "unknown-group",
        "unknown-name", "unknown-table",
      ]
    )
  }

  @Test(arguments: [
    "1 ", "one ", "the ", "Nov.\u{A0}", "1-", "\n", "two hundred and ", "12:", "2, ", "every ",
  ])
  func `no text is too odd`(piece: String) throws {
    let text = "Nov. 1, " + String(repeating: piece, count: 4_000) + "2 days ago"
    let document = TestDocument(text, metadata: ["published": "2023-11-15"])
    let found = try Self.stage.get().process(document)
    #expect(found.text == text)
  }

  @Test func `conforms`() throws {
    let check = try StageConformance(
      .document(TimexStage.self),
      resourceFolder: PluginFolder.path
    )
    #expect(check.problems() == [])
  }
}
