import GalleyKit
import GalleyTesting
import Testing

@testable import Text

struct FilterTests {
  private func reason(
    _ text: String,
    _ metadata: [String: JSONValue] = [:],
    _ options: [String: JSONValue]
  ) throws -> String? {
    try StageRun(.document(Filter.self), options: options)
      .process(TestDocument(text, metadata: metadata)).dropReason
  }

  @Test(arguments: [
    ("", "too short"), ("ab", "too short"), ("abc", nil), ("éé", "too short"), ("ééé", nil),
    ("😀😀😀", nil), ("e\u{301}e", nil), ("abcdé", nil), ("😀😀😀😀😀", nil), ("abcdef", "too long"),
    ("\r\n\r\n\r\n", "too long"),
  ])
  func `counts code points`(text: String, expected: String?) throws {
    #expect(try reason(text, ["min_length": 3, "max_length": 5]) == expected)
  }

  private func reason(_ text: String, _ options: [String: JSONValue]) throws -> String? {
    try reason(text, [:], options)
  }

  @Test func `looks at one end of the length`() throws {
    #expect(try reason("", ["max_length": 0]) == nil)
    #expect(try reason("a", ["max_length": 0]) == "too long")
    #expect(try reason(String(repeating: "a", count: 100_000), ["min_length": 1]) == nil)
  }

  static let days: [(JSONValue?, String?)] = [
    ("2023-11-01", nil), ("2023-11-30", nil), ("2023-11-30T23:59:59-08:00", nil),
    ("2023-11-30 10:00", nil), ("2023-10-31T23:59Z", "too early"), ("2023-12-01", "too late"),
    ("2022", "too early"), ("2023", nil), ("2023-11", nil), ("2023-10", "too early"),
    ("2024-11-15", "too late"), (nil, "missing published"), (.null, "missing published"),
    ("", "missing published"), ("yesterday", "unreadable published"),
    ("20231115", "unreadable published"), ("2023-13-01", "unreadable published"),
    ("2023-11-00", "unreadable published"), ("2023-11-155", "unreadable published"),
    ("15 November 2023", "unreadable published"), ("٢٠٢٣-١١-٠١", "unreadable published"),
    (2023, "unreadable published"), ("2023-", "unreadable published"),
  ]

  @Test(arguments: days)
  func `keeps days from the first to the last`(published: JSONValue?, expected: String?) throws {
    let metadata = published.map { ["published": $0] } ?? [:]
    let options: [String: JSONValue] = ["published": ["from": "2023-11-01", "to": "2023-11-30"]]
    #expect(try reason("x", metadata, options) == expected)
  }

  @Test(
    arguments: [
      (["from": "2023"], "2022-12-31", "too early"), (["from": "2023"], "2023-01-01", nil),
      (["to": "2023-02"], "2023-02-28T10:00", nil), (["to": "2023-02"], "2023-03-01", "too late"),
    ] as [([String: JSONValue], String, String?)]
  )
  func `takes months and years, and one end alone`(
    days: [String: JSONValue],
    published: String,
    expected: String?
  ) throws {
    let found = try reason("x", ["published": .text(published)], ["published": .object(days)])
    #expect(found == expected)
  }

  @Test(
    arguments: [
      ("en", nil), ("EN", nil), ("en-GB", nil), ("de-AT", nil), ("de", "other language"),
      ("eng", "other language"), ("fr", "other language"), (nil, "unknown language"),
      (.null, "unknown language"), ("", "unknown language"), ("und", "unknown language"),
      (7, "unknown language"),
    ] as [(JSONValue?, String?)]
  )
  func `keeps languages`(language: JSONValue?, expected: String?) throws {
    let metadata = language.map { ["lang": $0] } ?? [:]
    var options: [String: JSONValue] = ["languages": ["En", "de-AT"]]
    #expect(try reason("x", metadata, options) == expected)
    options["unknown_language"] = "keep"
    let lenient = expected == "unknown language" ? nil : expected
    #expect(try reason("x", metadata, options) == lenient)
  }

  @Test func `requires metadata`() throws {
    let options: [String: JSONValue] = ["require": ["source", "words"]]
    #expect(try reason("x", ["source": "Paper", "words": 0], options) == nil)
    #expect(try reason("x", ["source": "Paper"], options) == "missing words")
    #expect(try reason("x", ["source": "", "words": 3], options) == "missing source")
    #expect(try reason("x", ["source": .null, "words": 3], options) == "missing source")
    #expect(try reason("x", [:], options) == "missing source")
  }

  @Test func `gives one reason, the first in the order of the options`() throws {
    let options: [String: JSONValue] = [
      "min_length": 9, "languages": ["en"], "published": ["from": "2023"], "require": ["source"],
    ]
    var metadata: [String: JSONValue] = [:]
    #expect(try reason("x", metadata, options) == "missing source")
    metadata["source"] = "Paper"
    #expect(try reason("x", metadata, options) == "missing published")
    metadata["published"] = "2023-05-19"
    #expect(try reason("x", metadata, options) == "unknown language")
    metadata["lang"] = "en"
    #expect(try reason("x", metadata, options) == "too short")
    #expect(try reason("long enough", metadata, options) == nil)
  }

  @Test func `drops all it gets when told so`() throws {
    #expect(try reason("x", ["drop": "sport"]) == "sport")
  }

  @Test func `says which metadata it looks at`() throws {
    func keys(_ options: [String: JSONValue]) throws -> [String] {
      try StageRun(.document(Filter.self), options: options).facts.readsMetadata
    }
    #expect(try keys(["min_length": 1]) == [])
    #expect(
      try keys(["languages": ["en"], "published": ["to": "2023"], "require": ["source"]])
        == ["lang", "published", "source"]
    )
  }

  static let wrong: [([String: JSONValue], [String])] = [
    (
      [:],
      [
        ": the filter keeps every document; give 'min_length', 'languages' or another option,"
          + " or 'drop' and a condition 'when:'"
      ]
    ),
    (
      ["min_length": -1, "max_length": -2],
      [
        "/min_length: a text has no length of -1; write 0 or more",
        "/max_length: a text has no length of -2; write 0 or more",
        "/max_length: no text has -1 or more and -2 or fewer code points; write -1 or more",
      ]
    ),
    (
      ["min_length": 9, "max_length": 8],
      ["/max_length: no text has 9 or more and 8 or fewer code points; write 9 or more"]
    ),
    (
      ["languages": ["en", "english", "e", ""]],
      ["english", "e", ""].enumerated().map {
        "/languages/\($0 + 1): '\($1)' is not a code of a language; write one of ISO 639, 'en'"
      }
    ),
    (["published": [:]], ["/published: no day is given; give 'from', 'to' or both"]),
    (
      ["published": ["from": "2023-11-1", "to": "30.11.2023"]],
      [
        "/published/from: '2023-11-1' is not a day; write year, month and day, '2023-11-30'",
        "/published/to: '30.11.2023' is not a day; write year, month and day, '2023-11-30'",
      ]
    ),
    (
      ["published": ["from": "2023-11", "to": "2023-10-31"]],
      ["/published/to: '2023-10-31' is before '2023-11'; exchange them"]
    ),
    (["drop": ""], ["/drop: the reason is empty; write a word to count by"]),
    (
      ["drop": "sport", "min_length": 1],
      ["/drop: with 'drop' no other option counts; make two stages of it"]
    ),
  ]

  @Test(arguments: wrong)
  func `reports options that make no sense`(
    options: [String: JSONValue],
    expected: [String]
  ) throws {
    let problems = try StageRun.problems(of: .document(Filter.self), options: options)
    #expect(problems.map { "\($0.place): \($0.message); \($0.fix)" } == expected)
  }

  @Test(
    arguments: [
      ["min_length": 3, "max_length": 1000], ["drop": "all"],
      ["require": ["source"], "languages": ["en"], "published": ["from": "2023"]],
    ] as [[String: JSONValue]]
  )
  func `keeps the contract`(options: [String: JSONValue]) throws {
    let conformance = try StageConformance(.document(Filter.self), options: options)
    #expect(conformance.problems() == [])
  }
}
