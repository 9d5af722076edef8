import GalleyKit
import GalleyTesting
import Patterns
import Testing

/// Patterns of `regex@1` made to do harm: they are refused, or stay within their limits.
@Suite struct HostilePatternTests {
  private static func options(_ patterns: [String]) -> [String: JSONValue] {
    let list = patterns.enumerated().map { number, pattern -> JSONValue in
      [
        "name": .text("p\(number)"), "pattern": .text(pattern), "type": "Found", "flags": [],
        "group": 0, "features": [:],
      ]
    }
    return ["patterns": .list(list), "overlap": "all"]
  }

  private static let types = [TypeDeclaration("Found")]

  private func found(_ patterns: [String], in text: String) throws -> [TextSpan] {
    let run = try StageRun(
      .document(RegexStage.self),
      options: Self.options(patterns),
      types: Self.types,
      resourceFolder: PluginFolder.path
    )
    return try run.process(TestDocument(text)).annotations(of: "Found").map(\.span)
  }

  private static let unmeasured: [Hostile] = [
    Hostile(String(repeating: "a", count: 1_000_000), "regular expression is too large"),
    Hostile(
      "(?:" + String(repeating: "ab|", count: 300_000) + "c)",
      "regular expression is too large"
    ),
    Hostile(
      (0..<100_000).map { "w\($0)" }.joined(separator: "|"),
      "regular expression is too large"
    ),
    Hostile(
      String(repeating: "(", count: 10_000) + String(repeating: ")", count: 10_000),
      "parentheses are too deeply nested"
    ),
    Hostile(String(repeating: "[a", count: 500_000), "missing terminating ] for character class"),
    Hostile("(((a{1000}){1000}){1000}){1000}", "regular expression is too large"),
    Hostile("a{70000}", "number too big in {} quantifier"),
    Hostile("(?<=a+)b", "lookbehind assertion is not fixed length"),
    Hostile("\\C", "using \\C is disabled"),
    Hostile("a\\Gb", "\\G"),
  ]

  @Test(arguments: unmeasured)
  func `patterns without measure are refused at their place`(hostile: Hostile) throws {
    let problems = try StageRun.problems(
      of: .document(RegexStage.self),
      options: Self.options([hostile.pattern, "b"]),
      types: Self.types,
      resourceFolder: PluginFolder.path
    )
    #expect(problems.map(\.place) == ["/patterns/0/pattern"])
    #expect(problems.first?.message.contains(hostile.message) == true, "\(problems)")
  }

  @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a*)*b", "(?R)?a+b", "(.*)*\\1!"])
  func `patterns that backtrack without end fail the document and are named`(
    pattern: String
  ) throws {
    let text = String(repeating: "a", count: 5_000) + "!"
    do {
      // Those PCRE2 sees through find what is there.
      let found = try found([pattern, "a!"], in: text)
      #expect(found.contains(TextSpan(4_999..<5_001)))
    } catch let failure as TestFailure {
      #expect(["match-limit"].contains(failure.code))
      #expect(failure.message.contains("'p0'"), "\(failure.message)")
    }
  }

  @Test(
    arguments: [
      ("", []), ("a*", [1..<3]), ("(?=a)", []), ("\\b", []), ("a*?", [1..<2, 2..<3]),
      ("(?:|a)+", [1..<2, 2..<3]),
      ("(?<=bbb)a", []), ("(?<=b)a", [1..<2]), ("(?<!b)a", [2..<3]), ("(?<=^b)a", [1..<2]),
      ("(?<![\\s\\S])b", [0..<1]), ("a(?![\\s\\S])", [2..<3]), ("\\Ka", [1..<2, 2..<3]),
    ] as [(String, [Range<Int>])]
  )
  func `empty matches do not count, and nothing is looked for beyond the text`(
    pattern: String,
    expected: [Range<Int>]
  ) throws {
    // With others and alone, as both are searched for differently.
    let others = (0..<12).map { "[x-z]{2}\($0)" }
    for patterns in [[pattern], [pattern] + others] {
      #expect(try found(patterns, in: "baa") == expected.map { TextSpan($0) })
    }
  }

  @Test func `five thousand patterns are looked for together`() throws {
    let patterns = (0..<5_000).map { "\\bw\($0)(?:st|nd|th)?\\b" }
    let found = try found(patterns, in: "w1 w4999th w5000 x w17nd w17")
    #expect(found == [0..<2, 3..<10, 19..<24, 25..<28].map { TextSpan($0) })
  }
}
