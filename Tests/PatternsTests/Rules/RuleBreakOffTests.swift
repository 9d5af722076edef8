import GalleyKit
import GalleyTesting
import Testing

@testable import Patterns

/// Where a rule that does not match says that its match broke off.
@Suite struct RuleBreakOffTests {
  /// The pattern, a text in which `{done}` is what fitted, and the parts expected behind it.
  struct Case: CustomTestStringConvertible {
    var pattern: String
    var text: String
    var expected: [String]
    var defs: [String: String] = [:]
    var options: [String: JSONValue] = [:]

    var testDescription: String { "\(pattern) in \(text)" }
  }

  static let cases = [
    // Words, one after the other.
    Case(pattern: "ann met bo", text: "There [ann met]{done} cy.", expected: ["bo"]),
    Case(
      pattern: #"ann "held talks" with bo"#,
      text: "[ann]{done} held a talk.",
      expected: [#""held talks""#]
    ),
    // Nothing of it.
    Case(pattern: "Person met", text: "[]{done}They left.", expected: ["Person"]),
    // Annotations are gone over as a whole.
    Case(
      pattern: "@x:Person met @y:Person",
      text: "On Friday [[President ann](Person) met]{done} resistance from [bo Ray](Person).",
      expected: ["@y:Person"]
    ),
    // Of two attempts the one that lacks less, though the other is longer.
    Case(
      pattern: "[capitalised]+ met us",
      text: "[Kim met]{done} him, Old King Cole slept.",
      expected: ["us"]
    ),
    // Of two that lack the same the longer one.
    Case(pattern: "[capitalised]+ met", text: "Kim, [Lee Ray]{done} left.", expected: ["met"]),
    // Alternatives at one place are one thing to expect.
    Case(
      pattern: "ann (met | saw | [lemma=call]) bo",
      text: "[ann]{done} left bo.",
      expected: ["(met | saw | [lemma=call])"]
    ),
    // Inside an alternative it is the part that is missing.
    Case(
      pattern: "ann (met with | saw) bo",
      text: "[ann met]{done} us.",
      expected: ["with"]
    ),
    // What may be missing is not expected.
    Case(pattern: "ann met with? the? bo", text: "[ann met with]{done} us.", expected: ["bo"]),
    // A repeat ended; what comes next is missing.
    Case(
      pattern: "ann [lemma=very]{1,3} happy",
      text: "[ann very very]{done} sad.",
      expected: ["happy"]
    ),
    // A repeat that has to go on.
    Case(
      pattern: "ann [lemma=very]{3} sad",
      text: "[ann very very]{done} sad.",
      expected: ["[lemma=very]{3}"]
    ),
    // As few as possible: the furthest place counts.
    Case(pattern: "ann []{0,3}? bo", text: "[ann met us there]{done} today.", expected: ["bo"]),
    // A context is a part, and so is one that must not be.
    Case(pattern: "ann (?= met) [] bo", text: "[ann]{done} saw bo.", expected: ["(?= met)"]),
    Case(pattern: "ann (?! met) [] bo", text: "[ann]{done} met bo.", expected: ["(?! met)"]),
    Case(pattern: "ann met (?<= saw) bo", text: "[ann met]{done} bo.", expected: ["(?<= saw)"]),
    // The sentence ends.
    Case(pattern: #"ann met "." bo"#, text: "[ann met.]{done} bo left.", expected: ["bo"]),
    // A definition is what its rule calls it where it begins, and itself further on.
    Case(
      pattern: "met @x:$name",
      text: "[met]{done} us.",
      expected: ["@x:$name"],
      defs: ["name": "[capitalised] ray"]
    ),
    Case(
      pattern: "met @x:$name",
      text: "[met Bo]{done} Lee.",
      expected: ["/defs/name: ray"],
      defs: ["name": "[capitalised] ray"]
    ),
    // What rules do not see is passed over.
    Case(
      pattern: "ann met bo",
      text: "[ann, met]{done} us.",
      expected: ["bo"],
      options: ["skip": ["[punctuation]"]]
    ),
    // A test of an annotation that is there.
    Case(
      pattern: "Person[age >= 40] met",
      text: "[]{done}[ann](Person age=39) met us.",
      expected: ["Person[age >= 40]"]
    ),
    // Alternatives of a whole pattern, and a capture around more than one part.
    Case(pattern: "(ann met | bo saw) cy", text: "[bo saw]{done} us.", expected: ["cy"]),
    Case(pattern: "@x:(ann met bo) today", text: "[ann met]{done} us.", expected: ["bo"]),
  ]

  @Test(arguments: cases)
  func `says how far it came and what was expected`(one: Case) throws {
    let marked = try MarkedText(one.text)
    var options = one.options
    options["defs"] = .object(one.defs.mapValues { .text($0) })
    options["case"] = "exact"
    let run = try RuleBench.run([RuleBench.rule(one.pattern)], options)
    let report = try run.explain(RuleBench.document(marked))
    #expect(report.matches == [])
    let brokeOff = try #require(report.brokeOff)
    let done = try #require(marked.marks.first { $0.capture == "done" }).span
    if done.count > 0 {
      #expect(TextSpan(start: brokeOff.start, end: brokeOff.end) == done)
    } else {
      #expect(brokeOff.start == brokeOff.end)
    }
    let found = brokeOff.expected.map { part in
      let name = part.pointer.split(separator: "/").last.map(String.init) ?? ""
      let isOwn = part.pointer == "/rules/0/match"
      let text = Array((isOwn ? one.pattern : one.defs[name] ?? "").utf8)
      let words = String(decoding: text[part.offset..<part.offset + part.count], as: UTF8.self)
      return isOwn ? words : "\(part.pointer): \(words)"
    }
    #expect(found == one.expected)
  }

  @Test func `a rule that matches breaks off nowhere`() throws {
    let run = try RuleBench.run([RuleBench.rule("ann met")])
    let report = try run.explain(RuleBench.document(try MarkedText("Ann met Bo.")))
    #expect(report.brokeOff == nil)
    #expect(report.matches.map(\.isKept) == [true])
  }

  @Test func `without a token there is nothing to say`() throws {
    let run = try RuleBench.run([RuleBench.rule("ann met")])
    #expect(try run.explain(TestDocument("")) == RuleReport())
  }

  @Test func `explaining does what processing does`() throws {
    let run = try RuleBench.run([
      RuleBench.rule("ann", name: "a"), RuleBench.rule("ann met", name: "b"),
    ])
    let document = RuleBench.document(try MarkedText("Ann met Bo and Ann."))
    let report = try run.explain(document)
    let made = try run.process(document).annotations.filter { $0.type == "Found" }
    let kept = report.matches.filter(\.isKept)
    #expect(kept.map { TextSpan(start: $0.start, end: $0.end) } == made.map(\.span).sorted())
    #expect(report.matches.filter { !$0.isKept }.map(\.rule) == [1])
  }
}
