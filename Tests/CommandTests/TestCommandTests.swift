import Foundation
import TestCommands
import Testing

/// `galley test`.
struct TestCommandTests {
  private static let pipeline = """
    pipeline: news/1
    types:
      Person: {name: text, age: number}
      Meeting: {who: reference, status: [planned, occurred]}
      Title: {}
    source: {uses: text-files@1, with: {path: '*.txt'}}
    stages:
      - {uses: sentences@1}
      - {uses: tokens@1}
      - id: people
        uses: regex@1
        with: {patterns: [{name: person, type: Person, pattern: '\\b(?:Ann|Bo) (?<name>\\p{Lu}\\w+)(?: \\((?<age>\\d+)\\))?'}]}
      - {id: events, uses: rules@1, import: [rules.yaml]}
    export:
      - {uses: jsonl@1}
    tests:
      - name: first-day
        text: 'Ann Lee met Bo Ray. Then Ann Lee left.'
        published: 2024-05-01
        types: [Meeting, Person]
        expect: tests/first-day.jsonl
      - {name: people, marked: '[Ann Lee](Person name=Lee) saw [Bo Ray](Person name=Ray).'}

    """

  private static let rules = """
    rules:
      - name: met
        match: '@who:Person (met | meets) with? @whom:Person'
        emit: {Meeting: {who: '@who', status: occurred}}
        examples: ['On Friday [Ann Lee]{who} met [Bo Ray]{whom}.', '[Cy](Person){who} meets with [Di](Person).']
        rejects: ['Ann Lee met us, and Bo Ray left.']
      - name: will-meet
        match: '@who:Person will meet Person'
        emit: {Meeting: {who: '@who', status: planned}}

    """

  private static func galley(_ files: [String: String] = [:]) throws -> Galley {
    try Galley(["news.yaml": pipeline, "rules.yaml": rules].merging(files) { $1 })
  }

  @Test func `what is right passes`() throws {
    let galley = try Self.galley()
    let first = try galley("test", "news.yaml", "--bless")
    #expect(first.errors == "")
    #expect(
      first.output == """
        wrote tests/first-day.jsonl of test 'first-day'
        news.yaml: 3 examples and 2 tests, all pass
          1 rule has no examples: events/will-meet

        """
    )
    #expect(first.status == 0)
    let written = try galley.bytes("tests/first-day.jsonl")
    let line = try #require(try galley.lines("tests/first-day.jsonl").first)
    #expect(line.text("published") == "2024-05-01")
    #expect(
      line.objects("annotations").map { $0.text("type") } == [
        "Meeting", "Person", "Person", "Person",
      ]
    )
    // Once more changes nothing.
    let again = try galley("test", "news.yaml", "--bless")
    #expect(
      again.output
        == "news.yaml: 3 examples and 2 tests, all pass\n  1 rule has no examples: events/will-meet\n"
    )
    #expect(try galley.bytes("tests/first-day.jsonl") == written)
    let quiet = try galley("test", "news.yaml", "--quiet")
    #expect(quiet.output == "" && quiet.errors == "" && quiet.status == 0)
  }

  @Test func `tells what passes when asked to`() throws {
    let galley = try Self.galley()
    _ = try galley("test", "news.yaml", "--bless")
    let outcome = try galley("test", "news.yaml", "--verbose")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        rules.yaml:5:16: example 1 of rule 'met' passes
        rules.yaml:5:64: example 2 of rule 'met' passes
        rules.yaml:6:15: reject 1 of rule 'met' passes
        news.yaml:17:5: test 'first-day' passes
        news.yaml:22:5: test 'people' passes
        news.yaml: 3 examples and 2 tests, all pass
          1 rule has no examples: events/will-meet

        """
    )
  }

  @Test func `takes what is asked for`() throws {
    let galley = try Self.galley()
    let only = try galley("test", "news.yaml", "--only", "events,people")
    #expect(only.output.hasPrefix("news.yaml: 3 examples, all pass\n"), "\(only.errors)")
    let none = try galley("test", "news.yaml", "--only", "people")
    #expect(none.output == "news.yaml: nothing to test\n" && none.status == 0)
    let filtered = try galley("test", "news.yaml", "--filter", "PEOPLE")
    #expect(filtered.output == "news.yaml: 1 test, all pass\n", "\(filtered.errors)")
    let rule = try galley("test", "news.yaml", "--filter", "will")
    #expect(rule.status == 2)
    #expect(rule.errors.contains("no rule with examples and no test has 'will' in its name"))
  }

  /// Rules of which each example fails in another way.
  private static let failing = """
    defs:
      name: '(Person | [capitalised] van [capitalised])'
      with: '("held talks with" | met)'
    rules:
      - name: breaks-off
        match: '@who:Person $with @whom:$name'
        emit: {Meeting: {who: '@who'}}
        examples: ['On Friday Ann Lee met resistance from Bo Ray.']
      - name: breaks-off-in-definition
        match: '@who:Person saw @whom:$name'
        emit: {Meeting: {who: '@who'}}
        examples: ['Ann Lee saw Dirk van den Berg.']
      - name: ends
        match: '@who:Person left "." []'
        emit: {Meeting: {who: '@who'}}
        examples: ['It rained. “Äh, 東京 …” Ann Lee left.']
      - name: nothing
        match: '(quit | resigned) @who:Person'
        emit: {Meeting: {who: '@who'}}
        examples: ['Everything stayed as it was.']
      - name: long
        match: 'yesterday @who:Person slept'
        emit: {Meeting: {who: '@who'}}
        examples:
          - >-
            A sentence may be so long that a line of a terminal cannot hold it, and then only what
            stands around yesterday Ann Lee woke up is shown, and neither its beginning nor its end,
            which nobody would read anyway.
      - name: other-captures
        match: '@who:[capitalised]+ wrote to @whom:Person?'
        emit: {Meeting: {status: occurred}}
        examples: ['Then [Ann]{who} Lee wrote to [Kim]{whom}.', '[Ann Lee]{who} wrote to [Bo Ray]{whom}.']
      - name: rejects
        match: '@who:Person called'
        emit: {Meeting: {who: '@who'}}
        rejects: ['At noon Ann Lee called. Bo Ray called, too.', 'Ann Lee heard who called.']
      - name: longer
        match: 'Person bought a car'
        emit: {Meeting: {}}
        examples: ['Ann Lee bought a car.']
      - name: shorter
        match: 'Person bought'
        emit: {Meeting: {}}
        examples: ['Ann Lee bought a car.', 'Ann Lee bought nothing.']
      - name: given
        match: 'Person[age > 40] sang'
        emit: {Meeting: {}}
        examples: ['[Ann Lee](Person age=41) sang.', '[Ann Lee](Person age=39) sang.', 'Ann Lee sang.', '[Di](Person age=old) sang.']

    """

  /// To renew what is expected: `GALLEY_RECORD=1 swift test --filter TestCommandTests`.
  @Test func `shows why an example fails`() throws {
    let galley = try Self.galley(["rules.yaml": Self.failing])
    let outcome = try galley("test", "news.yaml", "--only", "events")
    #expect(outcome.errors == "")
    #expect(outcome.status == 1)
    let golden = GoldenFile("failing-examples.txt")
    #expect(try outcome.output == golden.expected(recording: outcome.output))
    // The page about rules shows the first of them.
    let page = try String(contentsOfFile: "\(Repository.root)/docs/rules.md", encoding: .utf8)
    let first = outcome.output.split(separator: "\n").prefix(4).joined(separator: "\n")
    #expect(page.contains("```text\n\(first)\n```"))
  }

  @Test func `shows how annotations differ`() throws {
    let galley = try Self.galley()
    _ = try galley("test", "news.yaml", "--bless")
    let expected = try galley.text("tests/first-day.jsonl")
    let changed =
      expected.replacing(#""start":25,"end":32"#, with: #""start":25,"end":31"#)
      .replacing("occurred", with: "planned")
    try galley.folder.write(changed, to: "tests/first-day.jsonl")
    let outcome = try galley("test", "news.yaml", "--filter", "first")
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        news.yaml:17:5: error: test 'first-day' differs: 1 annotation is missing, 1 was not expected, 1 is different
            missing     Person 25–31 'Ann Le' {"name":"Lee"} by people/person
            unexpected  Person 25–32 'Ann Lee' {"name":"Lee"} by people/person
            different   Meeting 0–18 'Ann Lee met Bo Ray': status is "occurred", not "planned"
        news.yaml: 1 test, 1 failed

        """
    )
    let bless = try galley("test", "news.yaml", "--filter", "first", "--bless")
    #expect(bless.output.hasPrefix("renewed tests/first-day.jsonl of test 'first-day'\n"))
    #expect(try galley.text("tests/first-day.jsonl") == expected)
  }

  @Test(arguments: [
    ("Ann Lee saw [Bo Ray](Person).", "unexpected  Person 0–7 'Ann Lee'"),
    ("[Ann Lee](Person) saw [Di](Person).", "missing     Person 12–14 'Di'"),
    (
      "[Ann Lee](Person name=Ann) slept.",
      #"different   Person 0–7 'Ann Lee': name is "Lee", not "Ann""#
    ),
    (
      "[Ann Lee](Person name=Lee age=3) and [Bo Ray](Person) slept.",
      "different   Person 0–7 'Ann Lee': age has no value, and should be \"3\"\nnews.yaml: "
    ),
    ("Ann Lee [met](Meeting) Bo Ray.", "unexpected  Meeting 0–18 'Ann Lee met Bo Ray'"),
  ])
  func `compares marks`(marked: String, line: String) throws {
    let text = Self.pipeline.replacing(
      "marked: '[Ann Lee](Person name=Lee) saw [Bo Ray](Person name=Ray).'",
      with: "marked: '\(marked)'"
    )
    let outcome = try Self.galley(["news.yaml": text])("test", "news.yaml", "--filter", "people")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("\n    \(line)"), "\(outcome.output)\(outcome.errors)")
  }

  /// A token more in front changes ids, and nothing of what was found.
  @Test func `references are compared by what they mean`() throws {
    let galley = try Self.galley()
    _ = try galley("test", "news.yaml", "--bless")
    let expected = try galley.text("tests/first-day.jsonl")
    let ids = try #require(expected.firstMatch(of: /"who":(\d+)/)).1
    let other = expected.replacing("\"who\":\(ids)", with: "\"who\":999")
      .replacing("\"id\":\(ids)", with: "\"id\":999")
    #expect(other != expected)
    try galley.folder.write(other, to: "tests/first-day.jsonl")
    #expect(try galley("test", "news.yaml").status == 0)
    let wrong = expected.replacing("\"who\":\(ids)", with: "\"who\":999")
    try galley.folder.write(wrong, to: "tests/first-day.jsonl")
    let outcome = try galley("test", "news.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("who is \"Person 0–7\", not 999"), "\(outcome.output)")
  }

  @Test(arguments: [
    ("", "the file has no document"),
    ("{\"text\":\"a\"", "1: error: the line is not JSON"),
    ("{}\n", "1: error: the line has no list 'annotations'"),
    (
      "{\"annotations\":[]}\n\n{\"annotations\":[]}\n",
      "3: error: the file has more than one document"
    ),
  ])
  func `a file that expects nothing is wrong`(content: String, words: String) throws {
    let galley = try Self.galley(["tests/first-day.jsonl": content])
    let outcome = try galley("test", "news.yaml", "--filter", "first")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("tests/first-day.jsonl"))
    #expect(
      outcome.errors.contains("\(words); let 'galley test --bless' write it"),
      "\(outcome.errors)"
    )
  }

  @Test func `files that are not there are told all at once`() throws {
    let text = Self.pipeline + "  - {name: third, file: day3.txt, expect: day3.jsonl}\n"
    let galley = try Self.galley(["news.yaml": text])
    let outcome = try galley("test", "news.yaml")
    #expect(outcome.status == 2)
    let lines = outcome.errors.split(separator: "\n").filter { $0.contains("error:") }
    #expect(lines.count == 3, "\(outcome.errors)")
    #expect(lines[0].hasPrefix("news.yaml:21:13: error: test 'first-day': no file '"))
    #expect(lines[0].hasSuffix("let 'galley test --bless' write it"))
    #expect(lines[1].hasPrefix("news.yaml:23:25: error: test 'third': no file '"))
    let bless = try galley("test", "news.yaml", "--bless")
    #expect(bless.status == 2)
    #expect(!galley.files().contains("tests/first-day.jsonl"))
  }

  @Test func `tests may stand beside their pipeline`() throws {
    let tests = "tests:\n  - {name: beside, marked: '[Bo Ray](Person) left.'}\n"
    let galley = try Self.galley(["news.test.yaml": tests])
    for paths in [["news.yaml"], ["news.test.yaml"], ["news.test.yaml", "news.yaml"]] {
      let outcome = try galley.run(["test", "--filter", "beside"] + paths)
      #expect(outcome.output == "news.yaml: 1 test, all pass\n", "\(outcome.errors)")
    }
    try galley.folder.write("tests: []\ntypes: {}\n", to: "news.test.yaml")
    let wrong = try galley("check", "news.yaml", "news.test.yaml")
    let words = "news.test.yaml:2:1: error: unknown key 'types' in a file of tests"
    #expect(wrong.errors.contains(words), "\(wrong.errors)")
    #expect(wrong.errors.split(separator: words).count <= 2)
    try galley.folder.write("tests:\n  - {name: people, marked: 'a'}\n", to: "news.test.yaml")
    let twice = try galley("check", "news.yaml")
    #expect(
      twice.errors.contains(
        "news.test.yaml:2:12: error: test name 'people' is taken by the test at news.yaml:22:12"
      ),
      "\(twice.errors)"
    )
  }

  @Test func `a broken pipeline hides no other`() throws {
    let galley = try Self.galley(["broken.yaml": "pipeline: broken/1\nstags: []\n"])
    let outcome = try galley("test", "broken.yaml", "news.yaml", "--only", "events")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("broken.yaml:2:1: error: unknown key 'stags'"))
    #expect(outcome.output.hasPrefix("news.yaml: 3 examples, all pass\n"))
  }

  @Test(arguments: [
    ("--only evnts", "--only: error: no stage 'evnts'; did you mean 'events'?"),
    ("--only ,", "--only is a list of stages, not empty"),
    ("--quiet --verbose", "--quiet and --verbose exclude each other"),
    ("--bless --only events", "--bless is about tests, which --only leaves out; use --filter"),
    ("--format xml", "'xml' is invalid"),
  ])
  func `flags that make no sense are refused`(flags: String, words: String) throws {
    let outcome = try Self.galley()
      .run(["test", "news.yaml"] + flags.split(separator: " ").map(String.init))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func `writes JSON for programs`() throws {
    let galley = try Self.galley(["rules.yaml": Self.failing])
    let outcome = try galley("test", "news.yaml", "--only", "events", "--format", "json")
    #expect(outcome.status == 1)
    let report = try JSONObject(outcome.output)
    #expect(report.number("failed") == 11)
    #expect(report.number("passed") == 5)
    let pipeline = try #require(report.objects("pipelines").first)
    #expect(pipeline.text("pipeline") == "news/1")
    let first = try #require(pipeline.objects("results").first)
    #expect(first.text("kind") == "example" && first.text("stage") == "events")
    #expect(first.text("rule") == "breaks-off" && first.text("status") == "failed")
    #expect(first.text("file") == "rules.yaml" && first.number("line") == 8)
    #expect(first.text("message") == "example 1 of rule 'breaks-off' does not match")
  }

  private static let zone = "{name: zone, type: Zone, pattern: '(?<kind>body)'}"

  /// The stage's own condition and zones say where it works, not what its rules mean.
  @Test func `conditions and zones do not keep examples away`() throws {
    let text = Self.pipeline
      .replacing("uses: tokens@1", with: "uses: tokens@1, when: lang == 'en'")
      .replacing("uses: rules@1,", with: "uses: rules@1, when: lang == 'en', zones: [body],")
      .replacing("Title: {}", with: "Zone: {kind: text}")
      .replacing(
        "stages:\n",
        with: "stages:\n  - {id: zones, uses: regex@1, with: {patterns: [\(Self.zone)]}}\n"
      )
    let outcome = try Self.galley(["news.yaml": text])("test", "news.yaml", "--only", "events")
    #expect(outcome.output.contains("3 examples, all pass"), "\(outcome.output)\(outcome.errors)")
  }

  /// Rules that read a view say what they found in terms of the text.
  @Test func `examples may go through a view`() throws {
    let text = Self.pipeline
      .replacing(
        "- {uses: sentences@1}",
        with: "- {id: clean, uses: normalize@1}\n  - {uses: sentences@1, over: clean}"
      )
      .replacing("uses: tokens@1", with: "uses: tokens@1, over: clean")
      .replacing("uses: rules@1,", with: "uses: rules@1, over: clean,")
    let rules = Self.rules.replacing("'On Friday [Ann", with: "'“On   Friday” [Ann")
    let galley = try Self.galley(["news.yaml": text, "rules.yaml": rules])
    let outcome = try galley("test", "news.yaml", "--only", "events")
    #expect(outcome.output.contains("3 examples, all pass"), "\(outcome.output)\(outcome.errors)")
  }

  @Test func `the pipelines that come along pass`() throws {
    let folder = "\(Repository.root)/pipelines"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let paths = names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
    #expect(paths.count >= 2)
    let outcome = try Galley().run(["test"] + paths)
    #expect(outcome.errors == "")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(!outcome.output.contains("nothing to test"))
    #expect(!outcome.output.contains("no examples"))
  }
}
