import GalleyKit
import GalleyTesting
import Patterns
import Testing

/// What rules do where they match, and which matches are kept.
@Suite struct RuleActionTests {
  private func acting(
    _ match: String,
    _ emit: JSONValue,
    name: String = "r",
    _ more: [String: JSONValue] = [:]
  ) -> JSONValue {
    RuleBench.rule(match, name: name, more.merging(["emit": emit]) { $1 })
  }

  private func json(_ annotation: TestAnnotation) -> String {
    JSONValue.object(annotation.features).json
  }

  private func process(
    _ rules: [JSONValue],
    _ options: [String: JSONValue] = [:],
    in marked: String
  ) throws -> TestDocument {
    let text = try MarkedText(marked)
    return try RuleBench.run(rules, options).process(RuleBench.document(text))
  }

  @Test func `fills features of every kind from a capture`() throws {
    let rule = acting(
      "@n:[number] @who:(Person and Person) @x:(a | b)? @y:c?",
      [
        "Found": [
          "text": "@who", "count": "@n", "amount": "@n", "exact": "@y", "where": "@who",
          "who": "@who", "all": "@who", "words": "@who", "places": "@who", "kind": "@x",
          "ages": "@who.age",
        ]
      ]
    )
    let result = try process(
      [rule],
      in: "7 [Ann](Person age=30) and [Bo](Person age=40) a. 8 [Cy](Person) and [Di](Person) c"
    )
    let people = result.annotations(of: "Person").map(\.id)
    let found = result.annotations(of: "Found")
    #expect(found.map(result.coveredText) == ["7 Ann and Bo a", "8 Cy and Di c"])
    #expect(
      json(found[0]) == #"{"ages":[30,40],"all":[\#(people[0]),\#(people[1])],"amount":7.0,"#
        + #""count":7,"kind":"a","places":[[2,5],[10,12]],"text":"Ann and Bo","#
        + #""where":[2,12],"who":\#(people[0]),"words":["Ann","Bo"]}"#
    )
    #expect(
      json(found[1]) == #"{"all":[\#(people[2]),\#(people[3])],"amount":8.0,"count":8,"#
        + #""exact":true,"places":[[18,20],[25,27]],"text":"Cy and Di","#
        + #""where":[18,27],"who":\#(people[2]),"words":["Cy","Di"]}"#
    )
    #expect(found.map(\.rule) == ["r", "r"])
  }

  @Test func `fills features with constants, covered texts and features`() throws {
    let rule = acting(
      "@p:Person @v:met",
      [
        "Found@p": [
          "text": "@p.role", "kind": "b", "count": 3, "amount": 2, "exact": true,
          "words": ["x", "y"],
        ],
        "Later": ["of": "@v"],
      ]
    )
    let result = try process([rule], in: "[Ann](Person role=\"the king\") met")
    let found = result.annotations(of: "Found")
    #expect(found.map(result.coveredText) == ["Ann"])
    #expect(
      json(found[0]) == #"{"amount":2.0,"count":3,"exact":true,"kind":"b","#
        + #""text":"the king","words":["x","y"]}"#
    )
    let later = result.annotations(of: "Later")
    #expect(later.map(result.coveredText) == ["Ann met"])
    let met = result.annotations(of: "Token").first { result.coveredText(of: $0) == "met" }
    #expect(later[0].features == ["of": .integer(Int64(met?.id ?? 0))])
  }

  @Test func `a capture in contexts and beside them keeps each thing once, in order`() throws {
    let rule = acting(
      #"(?= @p:Person) @q:(Person and) @p:Person (?<= @p:Person and Person) (?= "," @p:Person)"#,
      ["Found": ["all": "@p", "text": "@q", "where": "@p"]]
    )
    let result = try process([rule], in: "[Ann](Person) and [Bo](Person), [Cy](Person)")
    let people = result.annotations(of: "Person").map(\.id)
    let found = result.annotations(of: "Found")
    #expect(found.map(result.coveredText) == ["Ann and Bo"])
    #expect(
      found.map(json) == [
        #"{"all":[\#(people[0]),\#(people[1]),\#(people[2])],"text":"Ann and","where":[0,14]}"#
      ]
    )
  }

  @Test func `a capture without part makes nothing`() throws {
    let rule = acting("a @x:b?", ["Found@x": [:], "Later": [:]])
    let result = try process([rule], in: "a c a b")
    #expect(result.annotations(of: "Found").map(result.coveredText) == ["b"])
    #expect(result.annotations(of: "Later").map(result.coveredText) == ["a", "a b"])
  }

  @Test func `'@' is the whole match and '@@' a sign`() throws {
    let rule = acting("a b", ["Found": ["text": "@", "where": "@", "words": ["@@x", "y"]]])
    let found = try process([rule], in: "a  b").annotations(of: "Found")
    #expect(found.map(json) == [#"{"text":"a  b","where":[0,4],"words":["@x","y"]}"#])
  }

  @Test func `of several values the first that there is counts`() throws {
    let rule = acting(
      "@p:Person (@x:not | @y:now)? @v:met",
      [
        "Found": [
          "kind": [["@x": "a"], ["@y": "b"]],
          "exact": [["@x": false], true],
          "count": [["@y @p": 2], ["@y": 3], "@p.age", 7],
          "who": [["@x": "@v"], "@p"],
        ]
      ]
    )
    let result = try process(
      [rule],
      in: "[Ann](Person) not met. [Bo](Person) now met. [Cy](Person age=5) met. [Di](Person) met"
    )
    func id(_ text: String, _ type: String) -> UInt32 {
      result.annotations(of: type).first { result.coveredText(of: $0) == text }?.id ?? 0
    }
    #expect(
      result.annotations(of: "Found").map(json) == [
        #"{"count":7,"exact":false,"kind":"a","who":\#(id("met", "Token"))}"#,
        #"{"count":2,"exact":true,"kind":"b","who":\#(id("Bo", "Person"))}"#,
        #"{"count":5,"exact":true,"who":\#(id("Cy", "Person"))}"#,
        #"{"count":7,"exact":true,"who":\#(id("Di", "Person"))}"#,
      ]
    )
  }

  @Test func `a text is put together of captures and words`() throws {
    let rule = acting(
      "@p:Person @x:(who sat)? @v:met",
      ["Found": ["text": ["@p.role who @v.lemma", "that @x @v", "no @@ @p"]]]
    )
    let result = try process(
      [rule],
      in: #"[Ann](Person role="the king") met. [Bo](Person) who  sat met. [Cy](Person) met"#
    )
    #expect(
      result.annotations(of: "Found").map { $0.features["text"]?.text } == [
        "the king who met", "that who  sat met", "no @ Cy",
      ]
    )
  }

  @Test(
    arguments: [
      (
        ["kind": [["@z": "a"], "b"]], "/rules/0/emit/Found/kind/0/@z: the pattern captures no '@z'"
      ),
      (["kind": ["c", "b"]], "/rules/0/emit/Found/kind/0: \"c\" is no value of feature 'kind'"),
      (["kind": ["@p": "a", "@v": "b"]], "/rules/0/emit/Found/kind: a value that depends on"),
      (["kind": [["v": "a"]]], "/rules/0/emit/Found/kind/0/v: 'v' is no capture"),
      (["text": "of @z"], "/rules/0/emit/Found/text: the pattern captures no '@z'"),
      (["count": "@p @v"], "/rules/0/emit/Found/count: '@p @v' is a text, 'count' a integer"),
    ] as [(JSONValue, String)]
  )
  func `tells what is wrong with values in values`(features: JSONValue, problem: String) throws {
    let problems = try RuleBench.problems([acting("@p:Person @v:met", ["Found": features])])
    #expect(problems.contains { "\($0.place): \($0.message)".hasPrefix(problem) })
  }

  @Test func `changes features and removes annotations`() throws {
    let rules = [
      acting("@p:Person met", [:], name: "c", ["change": ["@p": ["age": 7, "role": "@p.text"]]]),
      acting("not @p:Person", [:], name: "d", ["remove": ["@p"]]),
    ]
    let result = try process(
      rules,
      in: "[Ann](Person age=30) met not [Bo](Person age=40) and [Cy](Person)"
    )
    let people = result.annotations(of: "Person")
    #expect(people.map(json) == [#"{"age":7,"role":"Ann"}"#, #"{"age":40}"#, "{}"])
    #expect(people.map(\.isHidden) == [false, true, false])
    let facts = try RuleBench.run(rules).facts
    #expect(facts.changes == ["Person.age", "Person.role"])
    #expect(facts.removes == ["Person"])
  }

  @Test func `later phases see what earlier ones made, changed and removed`() throws {
    let phases: JSONValue = [
      ["name": "one", "conflict": nil, "skip": nil],
      ["name": "two", "conflict": "all", "skip": nil],
      ["name": "three", "conflict": "all", "skip": nil],
    ]
    let rules = [
      acting("@p:Person", ["Found": ["text": "@p", "who": "@p"]], name: "a", ["phase": "one"]),
      acting(
        "Found[text=Bo]",
        [:],
        name: "b",
        ["phase": "two", "match": "@f:Found[text=Bo]", "remove": ["@f"]]
      ),
      acting(
        "@p:Person[age=1]",
        [:],
        name: "c",
        ["phase": "two", "change": ["@p": ["age": 2]]]
      ),
      acting(
        "@f:Found[text=Ann]",
        [:],
        name: "d",
        ["phase": "two", "change": ["@f": ["count": 9]]]
      ),
      acting("Person[age=2] @f:Found", ["Later": ["of": "@f"]], name: "e", ["phase": "three"]),
      acting("@f:Found[count=9]", ["Later": ["of": "@f"]], name: "f", ["phase": "three"]),
    ]
    let result = try process(
      rules,
      ["phases": phases],
      in: "[Ann](Person age=1) [Bo](Person) [Cy](Person age=1) [Di](Person)"
    )
    let found = result.annotations(of: "Found")
    #expect(found.map(result.coveredText) == ["Ann", "Cy", "Di"])
    #expect(found[0].features["count"] == 9)
    let later = result.annotations(of: "Later")
    #expect(later.map(result.coveredText) == ["Ann", "Cy Di"])
    #expect(
      later.map { $0.features["of"] }
        == [found[0], found[2]].map { .integer(Int64($0.id)) }
    )
  }

  /// Names of the rules whose matches a policy keeps.
  private func winners(_ policy: JSONValue, _ text: String) throws -> [String] {
    let rules = [
      RuleBench.rule("a b", name: "short"),
      RuleBench.rule("a b c", name: "long"),
      RuleBench.rule("b c", name: "high", ["priority": 5]),
      RuleBench.rule("b c", name: "twin", ["priority": 5]),
    ]
    return try process(rules, ["conflict": policy], in: text).annotations(of: "Found")
      .map { "\($0.rule ?? "") \($0.span)" }
  }

  @Test(arguments: [
    ("longest", ["long 0..<5", "short 6..<9", "high 12..<15"]),
    ("first", ["short 0..<3", "short 6..<9", "high 12..<15"]),
    ("priority", ["high 2..<5", "short 6..<9", "high 12..<15"]),
    (
      "all",
      [
        "long 0..<5", "short 0..<3", "high 2..<5", "twin 2..<5", "short 6..<9", "high 12..<15",
        "twin 12..<15",
      ]
    ),
  ])
  func `keeps matches as the policy says`(policy: String, wanted: [String]) throws {
    #expect(try winners(.text(policy), "a b c a b d b c") == wanted)
  }

  @Test func `says what it reads and makes`() throws {
    let rules = [
      acting(
        "@p:Person[role] [lemma=meet] [capitalised] Place within Zone[kind=a]",
        ["Found": ["text": "@p.role", "count": "@p.age"]]
      )
    ]
    let facts = try RuleBench.run(rules).facts
    #expect(
      facts.reads == [
        "Person", "Person.age", "Person.role", "Place", "Sentence", "Token", "Token.flags",
        "Token.lemma", "Zone", "Zone.kind",
      ]
    )
    #expect(facts.emits == ["Found", "Found.count", "Found.text"])
    #expect(facts.rules == [RuleFact("r", pointer: "/rules/0")])
  }

  @Test func `keeps every rule of the StageConformance`() throws {
    let rules = [
      acting("@p:Person [] @q:Person", ["Found": ["who": "@p", "all": "@q"]]),
      acting("[capitalised]+", ["Found": ["text": "@"]], name: "s"),
    ]
    let check = try StageConformance(
      .document(RulesStage.self),
      options: ["rules": .list(rules)],
      types: RuleBench.schema,
      resourceFolder: PluginFolder.path
    )
    #expect(check.problems() == [])
  }
}
