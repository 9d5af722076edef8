import GalleyKit
import Testing

@testable import Patterns

@Suite struct PatternCompilerTests {
  private let schema = [
    TypeDeclaration(
      "Money",
      [
        FeatureDeclaration("amount", .number),
        FeatureDeclaration("currency", .text, values: ["USD", "EUR"]),
        FeatureDeclaration("text", .text),
        FeatureDeclaration("holder", .reference),
      ]
    ),
    TypeDeclaration("Percent"),
  ]

  private func source(
    _ pattern: String,
    type: String = "Money",
    features: [String: JSONValue] = [:],
    group: JSONValue = 0,
    number: Int = 0
  ) -> PatternSource {
    PatternSource(
      name: "p\(number)",
      type: type,
      text: PatternText(pattern),
      flags: [],
      group: group,
      features: features,
      origin: .option(number)
    )
  }

  private func problems(_ sources: PatternSource..., keepsText: Bool = false) -> [PatternProblem] {
    PatternCompiler(sources, schema: schema, keepsText: keepsText).problems
  }

  @Test func `points at the byte at which a pattern stops making sense`() {
    let found = problems(source("a"), source("é(a", number: 1))
    #expect(found.map(\.place) == [.option(1, .pattern, 3..<4)])
    #expect(found[0].message == "pattern 'p1' does not compile: missing closing parenthesis")
  }

  @Test func `reports all problems, not the first`() {
    let found = problems(source("("), source(")", number: 1), source("a", type: "Mony", number: 2))
    #expect(found.map(\.code) == ["bad-pattern", "bad-pattern", "unknown-type"])
    #expect(found[2].fix == "did you mean 'Money'?")
  }

  @Test func `refuses a group name that is no feature of the type`() {
    #expect(problems(source(#"(?<amont>\d)"#)).map(\.fix) == ["did you mean 'amount'?"])
    #expect(problems(source(#"(?<_q>['"]).*?\k<_q>"#)).isEmpty)
    #expect(problems(source("(?<amount>a)", type: "Percent")).map(\.code) == ["unknown-feature"])
  }

  @Test func `refuses values a feature cannot have`() {
    #expect(problems(source("a", features: ["currency": "JPY"])).map(\.code) == ["wrong-value"])
    #expect(problems(source("a", features: ["amount": "many"])).map(\.code) == ["wrong-value"])
    #expect(problems(source("a", features: ["amount": 3, "currency": "USD"])).isEmpty)
    #expect(problems(source("(?<holder>a)")).map(\.code) == ["wrong-kind"])
  }

  @Test func `refuses groups that do not exist`() {
    #expect(problems(source("(a)", group: 1)).isEmpty)
    #expect(problems(source("(a)", group: 2)).map(\.code) == ["unknown-group"])
    #expect(problems(source("(?<_a>a)", group: "_a")).isEmpty)
    #expect(problems(source("(?<_a>a)", group: "_b")).map(\.code) == ["unknown-group"])
  }

  @Test func `refuses two patterns of one name and patterns without one`() {
    #expect(problems(source("a"), source("b")).map(\.code) == ["double-name"])
    var nameless = source("a")
    nameless.name = ""
    #expect(problems(nameless).map(\.code) == ["empty-name"])
  }

  @Test func `needs a text feature to keep the text`() {
    #expect(problems(source("a"), keepsText: true).isEmpty)
    #expect(
      problems(source("a", type: "Percent"), keepsText: true).map(\.code) == ["unknown-feature"]
    )
  }

  @Test func `gives a type the features any of its patterns fills`() {
    let sources = [source("(?<amount>a)"), source("b", features: ["currency": "EUR"], number: 1)]
    let compiler = PatternCompiler(sources, schema: schema, keepsText: false)
    #expect(compiler.types.map { $0.features.map(\.name) } == [["amount", "currency"]])
    #expect(compiler.patterns[1].fillers[0].group == nil)
    #expect(compiler.patterns[1].fillers[1].constant == .text("EUR"))
  }
}
