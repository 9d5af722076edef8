import GalleyEngine
import GalleyKit
import TestCommands
import Testing

struct PipelineLoaderTests {
  private let summits = """
    pipeline: summits/1
    include: [common.yaml]
    vars: {lists: lists, shortest: 3}
    types: {Event: {kind: [meeting, visit], actors: [reference], count: integer}}
    source: {uses: text-files@1, with: {path: "texts/*.txt"}}
    defaults: {on_error: stop, time: 2m}
    stages:
      - {id: words, with: {keep_space: true}}
      - uses: rules@1
        when: "lang == 'en' and not exists(skip)"
        over: normalized
        zones: [body]
        time: 500ms
        on_error: continue
        with:
          lists: ["${lists}/a.tsv", "${home}/b.tsv"]
          rules:
            - name: will-meet
              match: '[lemma=will] it''s ${env:WORD:-none}'
              emit: {Event: {kind: meeting, count: ${count}}}
    export:
      - {uses: jsonl@1}
      - {id: second, uses: jsonl@1, with: {path: two.jsonl, types: [Event]}}
    tests:
      - {name: first, file: tests/day1.txt, published: 2023-05-19, expect: tests/day1.jsonl}
    """

  private let common = """
    vars: {home: shared, shortest: 1, count: 2}
    stages:
      - {id: sentences, uses: sentences@1}
      - id: words
        uses: tokens@1
        with: {min_length: ${shortest}, cache: 1KiB, pause: 1.5s}
    """

  @Test func `loads everything a pipeline may have`() throws {
    let folder = try TemporaryFolder([
      "main.yaml": summits.replacing("${count}", with: "\"${count}\""),
      "common.yaml": common.replacing("${shortest}", with: "\"x\"").replacing("\"x\"", with: "4"),
    ])
    let (loaded, found) = PipelineLoader.load(
      path: folder.file("main.yaml"),
      sets: ["stages.words.with.ratio=2"],
      catalog: .sample
    )
    #expect(found.map(\.description) == [])
    let pipeline = try #require(loaded)
    #expect(pipeline.name == "summits" && pipeline.major == 1)
    #expect(pipeline.stages.map(\.id) == ["sentences", "words", "rules"])
    #expect(pipeline.exports.map(\.id) == ["jsonl", "second"])
    #expect(pipeline.source.options == ["path": .text(folder.file("texts/*.txt"))])
    let words = pipeline.stages[1]
    #expect(words.options["min_length"] == 4 && words.options["keep_space"] == true)
    #expect(words.options["cache"] == 1024 && words.options["pause"] == 1500)
    #expect(words.options["ratio"] == 2.0 && words.options["split"] == "words")
    #expect(words.options["any"] == .null && words.onError == .stop && words.time == 120_000)
    let rules = pipeline.stages[2]
    #expect(
      rules.options["lists"] == [
        .text(folder.file("lists/a.tsv")), .text(folder.file("shared/b.tsv")),
      ]
    )
    #expect(rules.over.value == "normalized" && rules.zones.value == ["body"])
    #expect(rules.time == 500 && rules.onError == .continue)
    #expect(rules.condition?.keys == ["lang", "skip"])
    let place = rules.places.location(pointer: "/rules/0/match", offset: 17, count: 2)
    #expect("\(place)".hasSuffix("main.yaml:19:37"))
    #expect(pipeline.types.map(\.name) == ["Sentence", "Zone", "Token", "Event"])
    #expect(pipeline.tests.first?.metadata == ["published": "2023-05-19"])
  }
}

extension String {
  /// A copy with every `part` replaced.
  func replacing(_ part: String, with other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
