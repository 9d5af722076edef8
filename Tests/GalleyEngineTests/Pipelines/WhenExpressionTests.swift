import GalleyKit
import Testing

@testable import GalleyEngine

struct WhenExpressionTests {
  private let metadata: [String: JSONValue] = [
    "lang": "en", "words": 120, "score": 0.5, "draft": false, "title": "Geneva talks",
    "published": "2023-05-19", "empty": nil, "tags": ["a"],
  ]

  private func parse(_ text: String) throws -> WhenExpression {
    try WhenParser.parse(text, printed: text)
  }

  @Test(arguments: [
    "lang == 'en'", "lang != 'de'", "words > 100", "words >= 120", "words < 120.5", "score <= 0.5",
    "score == .5", "words == 120.0", "draft == false", "draft != true", "lang in ['de', 'en']",
    "words in [1, 120]", "title matches 'talk'", "title matches '^Gen'", "exists(lang)",
    "not exists(author)", "not lang == 'de'", "published > '2023-05' and published < '2023-06'",
    "lang == 'de' or words > 1 and draft == false", "(lang == 'de' or words > 1) and score > 0",
    "not (lang == 'de' or draft == true)", "not not exists(lang)", "exists(tags)",
    "title matches \"Geneva\"", "not title matches '''s'",
  ])
  func `holds`(text: String) throws {
    #expect(try parse(text).holds(for: metadata))
  }

  @Test(arguments: [
    "author == 'x'", "author != 'x'", "author < 1", "author in ['x']", "author matches ''",
    "exists(author)", "exists(empty)", "words == '120'", "words != '120'", "lang > 1",
    "draft == 0", "tags == 'a'", "words matches '1'", "lang == 'EN'",
    "lang == 'en' and words > 200 or draft == true", "not exists(lang)",
  ])
  func `does not hold`(text: String) throws {
    #expect(try !parse(text).holds(for: metadata))
  }

  @Test func `names the keys it looks at`() throws {
    let expression = try parse("b == 1 or exists(a) and not c in [2] or b matches 'x'")
    #expect(expression.keys == ["a", "b", "c"])
  }

  @Test func `binds and closer than or`() throws {
    let expression = try parse("a == 1 or b == 1 and c == 1")
    #expect(expression.holds(for: ["a": 1]))
    #expect(!expression.holds(for: ["b": 1]))
  }

  @Test func `refuses what is nested too deep`() {
    let text = String(repeating: "(", count: 100_000)
    #expect(throws: WhenProblem.self) { try parse(text) }
    let nots = String(repeating: "not ", count: 100_000)
    #expect(throws: WhenProblem.self) { try parse(nots) }
  }
}
