import TestCommands
import Testing

/// `galley run` with stages that take documents out.
struct FilterTests {
  private static let pipeline = """
    pipeline: week/1
    source: {uses: csv@1, with: {path: news.csv}}
    stages:
      - {uses: sentences@1}
      - uses: filter@1
        with: {published: {from: 2023-05-15, to: 2023-05-21}, min_length: 10}
      - {id: no-sport, uses: filter@1, when: "section == 'sport'", with: {drop: sport}}
      - {uses: tokens@1}
    export:
      - {uses: jsonl@1}
    """

  private static let table = """
    id,text,published,section
    1,Ann Lee met Bo in Oslo.,2023-05-19,world
    2,Oslo won the cup.,2023-05-20,sport
    3,More.,2023-05-20,world
    4,Rain fell on Oslo.,2023-06-02,world
    5,Bergen lost the cup.,2023-05-21,sport
    6,Less.,2023-05-20,sport
    7,cut

    """

  private func galley() throws -> Galley {
    try Galley(["week.yaml": Self.pipeline, "news.csv": Self.table])
  }

  @Test func `tells every document it drops, and why`() throws {
    let galley = try galley()
    let outcome = try galley("run", "week.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(", 1 failed, 5 dropped\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("dropped: 2 documents by filter: too short\n"))
    #expect(outcome.errors.contains("dropped: 1 document by filter: too late\n"))
    #expect(outcome.errors.contains("dropped: 2 documents by no-sport: sport\n"))
    #expect(
      try galley.text("out/week/dropped.jsonl") == """
        {"document":"2","origin":"news.csv:3","stage":"no-sport","reason":"sport"}
        {"document":"3","origin":"news.csv:4","stage":"filter","reason":"too short"}
        {"document":"4","origin":"news.csv:5","stage":"filter","reason":"too late"}
        {"document":"5","origin":"news.csv:6","stage":"no-sport","reason":"sport"}
        {"document":"6","origin":"news.csv:7","stage":"filter","reason":"too short"}

        """
    )
    #expect(try galley.lines("out/week/annotations.jsonl").map { $0.text("id") } == ["1"])
  }

  @Test func `counts add up`() throws {
    let galley = try galley()
    #expect(try galley("run", "week.yaml", "--quiet").status == 1)
    let run = try JSONObject(galley.text("out/week/run.json"))
    let dropped = try #require(run.object("dropped"))
    #expect(run.number("documents") == 6)
    #expect(run.number("exported") == 1)
    #expect(dropped.keys == ["filter: too late", "filter: too short", "no-sport: sport"])
    let counts = dropped.keys.compactMap { dropped.number($0) }
    #expect(counts == [1, 2, 2])
    #expect(counts.reduce(1, +) == run.number("documents"))
    #expect(try galley.lines("out/week/dropped.jsonl").count == counts.reduce(0, +))
  }

  @Test func `takes the list away when no stage drops any more`() throws {
    let galley = try galley()
    #expect(try galley("run", "week.yaml", "--quiet").status == 1)
    let skipping = try galley(
      "run",
      "week.yaml",
      "--quiet",
      "--skip",
      "filter",
      "--skip",
      "no-sport"
    )
    #expect(skipping.status == 1)
    #expect(
      galley.files(below: "out/week") == ["annotations.jsonl", "failures.jsonl", "run.json"]
    )
  }

  @Test(arguments: [[], ["--only", "filter"]])
  func `keeps languages that another stage found`(flags: [String]) throws {
    let pipeline = """
      pipeline: english/1
      source: {uses: csv@1, with: {path: news.csv}}
      stages:
        - {uses: language@1}
        - {uses: filter@1, with: {languages: [en]}}
      export: [{uses: jsonl@1}]
      """
    let table = """
      id,text
      1,The ministers met on Friday and said that they would talk about it again next week.
      2,Die Minister trafen sich am Freitag und wollen in der nächsten Woche wieder darüber reden.
      3,42

      """
    let galley = try Galley(["english.yaml": pipeline, "news.csv": table])
    let outcome = try galley.run(["run", "english.yaml", "--quiet"] + flags)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try galley.lines("out/english/annotations.jsonl").map { $0.text("id") } == ["1"])
    #expect(
      try galley.lines("out/english/dropped.jsonl").map { $0.text("reason") } == [
        "other language", "unknown language",
      ]
    )
  }

  @Test func `has an empty list when nothing was dropped`() throws {
    let galley = try galley()
    let outcome = try galley("run", "week.yaml", "--docs", "1")
    #expect(outcome.errors.contains("dropped:") == false)
    #expect(try galley.text("out/week/dropped.jsonl") == "")
  }

  @Test func `says where an option makes no sense`() throws {
    let galley = try Galley([
      "week.yaml": Self.pipeline.replacing("2023-05-21", with: "2023-05-51")
    ])
    let outcome = try galley("check", "week.yaml")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "week.yaml:6:46: error: '2023-05-51' is not a day; write year, month and day, '2023-11-30'"
      ),
      "\(outcome.errors)"
    )
  }
}
