import GalleyKit
import GalleyTesting
import Testing

/// Rules made to do harm: they are refused, or stay within their limits.
@Suite struct HostileRuleTests {
  private func said(
    _ pattern: String,
    _ options: [String: JSONValue] = [:]
  ) throws -> [String] {
    try RuleBench.problems([RuleBench.rule(pattern)], options).map {
      "\($0.place): \($0.message); \($0.fix)"
    }
  }

  private static func nested(_ inside: String, _ open: String, _ close: String) -> String {
    String(repeating: open, count: 100_000) + inside + String(repeating: close, count: 100_000)
  }

  private static let steps =
    "the pattern has more than 50000 steps; "
    + "put words into a list, [lower in $name], and repeat fewer times"
  private static let parts =
    "the pattern has more than 100000 parts with its definitions put in; "
    + "put words into a list, [lower in $name]"
  private static let many =
    "the pattern has more than 100000 parts; put words into a list, [lower in $name]"
  private static let nothing =
    "what is repeated here can match nothing; "
    + "make one part of it required: (a | b)* for (a? b?)*"
  private static let deep =
    "more than 64 parentheses stand in each other; name parts under 'defs'"

  private static let unmeasured: [Hostile] = [
    Hostile(nested("a", "(", ")"), deep),
    Hostile(nested("a", "(?= ", ")"), deep),
    Hostile(
      "[" + String(repeating: "!", count: 100_000) + "number]",
      "more than 64 tests stand in each other; split the test"
    ),
    Hostile(
      "[" + nested("number", "(", ")") + "]",
      "more than 64 tests stand in each other; split the test"
    ),
    Hostile("((a*)*)* b", nothing),
    Hostile("((a?){3})+ b", nothing),
    Hostile("((a{1000}){1000}){1000}", steps),
    Hostile("([]{0,1000} a){0,1000} b", steps),
    Hostile("((([]{0,1000}){0,1000}){0,1000}){0,1000} b", steps),
    Hostile("a{9999999}", steps),
    Hostile((0...100_000).map { "w\($0)" }.joined(separator: " | "), many),
    Hostile(String(repeating: "a ", count: 500_000), many),
  ]

  @Test(arguments: unmeasured)
  func `patterns without measure are refused`(hostile: Hostile) throws {
    #expect(try said(hostile.pattern) == ["/rules/0/match: \(hostile.message)"])
  }

  @Test func `definitions that double are refused`() throws {
    let doubling = Dictionary(
      uniqueKeysWithValues: (0..<40).map { ("d\($0)", $0 == 0 ? "a" : "$d\($0 - 1) $d\($0 - 1)") }
    )
    let said = try said("$d39", ["defs": .object(doubling.mapValues { .text($0) })])
    #expect(said.count == 1 && said[0].hasSuffix(Self.parts))
  }

  /// Each would take for ever if it were tried in all ways there are.
  @Test(arguments: [
    "(a+)+ b", "((a | a a)+)+ b", "(((a+)+)+)+ b", "(a | a | a)* b", "(a a?)+? b",
    "a? a? a? a? a? a? a? a? a? a? a? a? a? a? a? a? a? a? a? a? b", "a (?= []* b)",
    "(?<= b []*) a",
    "(?! []* b) a (?= []* b)", "([]{0,40} a){0,20} b", "(?= ((a | a a)+ (?= (a+)+ b))) a",
    "a (?= (@x:a? @x:a?){20} b)", "(?<= b (@x:a{0,20}?){0,20}) a", "[]* []* []* b",
  ])
  func `patterns that are slow elsewhere are not`(pattern: String) throws {
    let text = String(repeating: "a ", count: 1_000)
    let tokens = (0..<1_000).map { TestAnnotation("Token", TextSpan(2 * $0..<2 * $0 + 1)) }
    let whole = TestAnnotation("Sentence", TextSpan(0..<1_999))
    let run = try RuleBench.run([RuleBench.rule(pattern)])
    let result = try run.process(TestDocument(text, annotations: tokens + [whole]))
    #expect(result.annotations(of: "Found") == [])
  }

  /// A thousand people on the same tokens, each a way of its own.
  @Test func `annotations over each other are gone over once`() throws {
    let text = String(repeating: "a ", count: 60)
    var annotations = (0..<60).map { TestAnnotation("Token", TextSpan(2 * $0..<2 * $0 + 1)) }
    annotations.append(TestAnnotation("Sentence", TextSpan(0..<119)))
    for first in 0..<60 {
      for last in first..<60 {
        annotations.append(TestAnnotation("Person", TextSpan(2 * first..<2 * last + 1)))
      }
    }
    let run = try RuleBench.run([RuleBench.rule("(Person+ []?)+ b")])
    let result = try run.process(TestDocument(text, annotations: annotations))
    #expect(result.annotations(of: "Found") == [])
  }

  @Test(arguments: [
    ("(?<= [] [] []) a", "a a a [a](Found)"), ("(?<= b a{0,9}) a", "a a b [a](Found) [a](Found)"),
    ("(?<! []) a", "[a](Found) a"), ("(?<! [] []) a", "[a](Found) [a](Found) a"),
    ("(?<! Person) a", "[a](Found) [b](Person) a"), ("a (?= [] [])", "[a](Found) a a"),
    ("(?<= (?<= (?<= b) a) a) a", "b a a [a](Found)"), ("(?<= \"b c\") a", "c a b c [a](Found)"),
  ])
  func `looks over no end of a sentence`(pattern: String, text: String) throws {
    let (found, wanted) = try RuleBench.found([RuleBench.rule(pattern)], in: text)
    #expect(found == wanted)
  }

  @Test func `long words are taken in tests and refused elsewhere`() throws {
    let word = String(repeating: "x", count: 1_000_000)
    let (found, wanted) = try RuleBench.found(
      [RuleBench.rule("[text=\(word)] b")],
      in: "[\(word) b](Found) \(word)b"
    )
    #expect(found == wanted)
    let long = "/rules/0/match: a word of more than 256 bytes; write a test: [text=\"…\"]"
    #expect(try said("a \"b \(word)\"") == [long])
    #expect(try said("a \(word)") == [long])
  }

  @Test func `a long list is read`() throws {
    let words = (0..<100_000).map { JSONValue.text("w\($0)") }
    let options: [String: JSONValue] = ["lists": ["l": ["words": .list(words), "file": nil]]]
    let (found, wanted) = try RuleBench.found(
      [RuleBench.rule("[lower in $l]")],
      options,
      in: "a [w7](Found) [W99999](Found) w100000"
    )
    #expect(found == wanted)
  }

  @Test func `a test that backtracks without end fails the document and is named`() throws {
    let run = try RuleBench.run([RuleBench.rule("[text ~ /(a+)+$/]")])
    let text = String(repeating: "a", count: 200) + "!"
    let document = TestDocument(
      text,
      annotations: [
        TestAnnotation("Token", TextSpan(0..<201)), TestAnnotation("Sentence", TextSpan(0..<201)),
      ]
    )
    let failure = #expect(throws: TestFailure.self) { try run.process(document) }
    #expect(failure?.code == "match-limit")
    #expect(failure?.message.hasPrefix("/(a+)+$/ in a rule backtracks more than") == true)
  }

  /// More texts than are remembered, each asked about again.
  @Test func `tests of texts say the same every time`() throws {
    let words = (0..<40_000).map { "w\($0 % 33_000)" }
    var text = ""
    var annotations: [TestAnnotation] = []
    for word in words {
      let start = text.utf8.count
      text += word + " "
      annotations.append(TestAnnotation("Token", TextSpan(start..<start + word.utf8.count)))
    }
    annotations.append(TestAnnotation("Sentence", TextSpan(0..<text.utf8.count - 1)))
    let rules = [
      RuleBench.rule("[text ~ /7$/]"), RuleBench.rule("[text ~ /^W1.*5$/i]", name: "s"),
    ]
    let result = try RuleBench.run(rules, ["conflict": "all"]).process(
      TestDocument(text, annotations: annotations)
    )
    let found = result.annotations(of: "Found")
    #expect(found.count { $0.rule == "r" } == words.count { $0.hasSuffix("7") })
    #expect(
      found.count { $0.rule == "s" } == words.count { $0.hasPrefix("w1") && $0.hasSuffix("5") }
    )
  }
}
