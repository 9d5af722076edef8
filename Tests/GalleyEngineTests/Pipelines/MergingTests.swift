import GalleyEngine
import GalleyKit
import TestCommands
import Testing

struct MergingTests {
  private func load(
    _ files: [String: String],
    sets: [String] = [],
    environment: [String: String] = [:]
  ) throws -> Pipeline {
    let folder = try TemporaryFolder(files)
    let (pipeline, found) = PipelineLoader.load(
      path: folder.file("main.yaml"),
      sets: sets,
      catalog: .sample,
      environment: environment
    )
    #expect(found.map(\.description) == [])
    return try #require(pipeline)
  }

  private let head = """
    pipeline: p/1
    source: {uses: text-files@1, with: {path: a.txt}}

    """

  private let rules = """
    stages:
      - id: events
        uses: rules@1
        when: lang == 'en'
        with:
          lists: [a.tsv, b.tsv]
          rules: [{name: one, match: x, emit: {A: {k: 1}}}]

    """

  @Test func `changes an included stage in place`() throws {
    let pipeline = try load([
      "main.yaml": head + """
        include: [common.yaml]
        stages:
          - {uses: sentences@1}
          - {id: events, time: 3s, with: {lists: [c.tsv]}}
        """,
      "common.yaml": rules,
    ])
    #expect(pipeline.stages.map(\.id) == ["events", "sentences"])
    let events = pipeline.stages[0]
    #expect(events.time == 3000 && events.condition?.text == "lang == 'en'")
    guard case .list(let lists)? = events.options["lists"] else { return }
    #expect(lists.count == 1)
    #expect(
      events.options["rules"] == [
        ["name": "one", "match": "x", "emit": ["A": ["k": 1]], "limit": 10]
      ]
    )
  }

  @Test func `merges maps inside options and replaces the rest`() throws {
    let pipeline = try load([
      "main.yaml": head + """
        include: [common.yaml]
        stages:
          - {id: words, with: {any: {a: {y: 3}, b: [4], c: 5}}}
        """,
      "common.yaml": """
      stages:
        - {id: words, uses: tokens@1, with: {ratio: 2, any: {a: {x: 1, y: 2}, b: [1, 2]}}}
      """,
    ])
    #expect(pipeline.stages[0].options["any"] == ["a": ["x": 1, "y": 3], "b": [4], "c": 5])
    #expect(pipeline.stages[0].options["ratio"] == 2.0)
  }

  @Test func `prefers the command line over the own file over later over earlier includes`() throws
  {
    let files = [
      "main.yaml": head + """
        include: [one.yaml, two.yaml]
        vars: {c: main}
        defaults: {time: 3s}
        stages:
          - {uses: tokens@1, with: {any: "${a} ${b} ${c} ${d}"}}
        """,
      "one.yaml": "vars: {a: one, b: one, c: one, d: one}\ndefaults: {time: 1s, on_error: stop}\n",
      "two.yaml": "vars: {b: two, c: two, d: two}\ndefaults: {max_document: 1MiB, time: 2s}\n",
    ]
    let pipeline = try load(files, sets: ["vars.d=set", "defaults.max_document=2KiB"])
    #expect(pipeline.stages[0].options["any"] == "one two main set")
    #expect(pipeline.defaults.time == 3000 && pipeline.defaults.onError == .stop)
    #expect(pipeline.defaults.maximumDocument == 2048)
  }

  @Test func `sets options, keys and items from the command line`() throws {
    let pipeline = try load(
      ["main.yaml": head + rules + "  - {uses: tokens@1}\nexport: [{uses: jsonl@1}]\n"],
      sets: [
        "stages.events.with.rules.0.match=y", "stages.events.with.rules.0.emit={B: {k: 2}}",
        "stages.tokens.with.min_length=4", "stages.tokens.when=exists(a)",
        "stages.tokens.zones=[body]", "export.jsonl.with.types=[Token]", "source.with.path=/b.txt",
        "stages.tokens.with.min_length=5",
      ]
    )
    guard case .list(let rules)? = pipeline.stages[0].options["rules"] else { return }
    #expect(rules[0]["match"] == "y" && rules[0]["emit"] == ["B": ["k": 2]])
    #expect(pipeline.stages[1].options["min_length"] == 5)
    #expect(pipeline.stages[1].condition?.keys == ["a"])
    #expect(pipeline.stages[1].zones.value == ["body"])
    #expect(pipeline.exports[0].options["types"] == ["Token"])
    #expect(pipeline.source.options["path"] == "/b.txt")
  }

  @Test func `starts paths in the folder of the file they are written in`() throws {
    let folder = try TemporaryFolder([
      "main.yaml": head + """
        include: [sub/common.yaml]
        vars: {own: here}
        stages:
          - {id: two, uses: rules@1, with: {rules: [], lists: ["${own}/x", "${theirs}/x", "${env:D}/x"]}}
        """,
      "sub/common.yaml": """
      vars: {theirs: there, own: no}
      stages:
        - {id: one, uses: rules@1, with: {rules: [], lists: [a.tsv, ../b.tsv, "${own}/c.tsv"]}}
      """,
    ])
    let (pipeline, found) = PipelineLoader.load(
      path: folder.file("main.yaml"),
      catalog: .sample,
      environment: ["D": "/data"]
    )
    #expect(found == [])
    let lists = pipeline?.stages.map { $0.options["lists"] }
    #expect(
      lists == [
        [
          .text(folder.file("sub/a.tsv")), .text(folder.file("b.tsv")),
          .text(folder.file("here/c.tsv")),
        ],
        [.text(folder.file("here/x")), .text(folder.file("sub/there/x")), "/data/x"],
      ]
    )
  }

  @Test func `merges types of manifests and files`() throws {
    let pipeline = try load([
      "main.yaml": head + """
        types:
          Token: {rank: integer}
          Event: {kind: [meeting, visit], actors: [reference], marks: [[a, b]], only: [one]}
        stages:
          - {uses: sentences@1}
          - {uses: tokens@1}
          - {uses: tagger@1}
        """
    ])
    #expect(pipeline.types.map(\.name) == ["Sentence", "Zone", "Token", "Event"])
    #expect(pipeline.types[2].features.map(\.name) == ["text", "upos", "rank"])
    #expect(
      pipeline.types[3].features == [
        FeatureDeclaration("kind", .text, values: ["meeting", "visit"]),
        FeatureDeclaration("actors", .list, of: .reference),
        FeatureDeclaration("marks", .list, of: .text, values: ["a", "b"]),
        FeatureDeclaration("only", .text, values: ["one"]),
      ]
    )
  }

  @Test func `prints itself without what came from the environment`() throws {
    let pipeline = try load(
      [
        "main.yaml": head
          + """
          vars: {key: "k-${env:KEY}"}
          types: {Event: {kind: [a, b], who: [reference]}}
          stages:
            - uses: tokens@1
              when: id == '${key}'
              with: {any: {deep: ["${key}"]}, min_length: ${env:SIZE}}
          """.replacing(
            "{any: {deep: [\"${key}\"]}, min_length: ${env:SIZE}}",
            with: """

                    any: {deep: ["${key}"]}
                    min_length: ${env:SIZE}
              """
          )
      ],
      environment: ["KEY": "hunter2", "SIZE": "7"]
    )
    #expect(pipeline.stages[0].options["any"] == ["deep": ["k-hunter2"]])
    #expect(pipeline.stages[0].options["min_length"] == 7)
    let json = pipeline.json
    #expect(!json.contains("hunter2"))
    #expect(json.contains(#""any":{"deep":["k-${env:KEY}"]}"#))
    #expect(json.contains(#""min_length":"${env:SIZE}""#))
    #expect(json.contains(#""when":"id == 'k-${env:KEY}'""#))
    #expect(json.hasPrefix(#"{"pipeline":"p/1","files":["#))
    #expect(
      json.contains(
        #""types":{"Token":{"text":"text"},"Event":{"kind":["a","b"],"who":["reference"]}}"#
      )
    )
    #expect(pipeline.secrets.masking("a hunter2 b 7") == "a ${env:KEY} b 7")
  }

  @Test func `imports options from files, before those of the pipeline`() throws {
    func rule(_ name: String) -> String { "{name: \(name), match: x, emit: {A: {k: 1}}}" }
    let stage = "{id: events, uses: rules@1, import: [r/a.yaml, r/b.yaml], "
    let pipeline = try load(
      [
        "main.yaml": "\(head)stages:\n  - \(stage)with: {rules: [\(rule("three"))]}}\n",
        "r/a.yaml": "lists: [a.tsv]\nrules: [\(rule("one"))]\n",
        "r/b.yaml": "lists: [b.tsv]\nrules: [\(rule("two"))]\n",
      ],
      sets: ["stages.events.with.rules.0.name=first"]
    )
    let options = pipeline.stages[0].options
    let names = (0..<3).map { options.value(at: "/rules/\($0)/name")?.text }
    #expect(names == ["first", "two", "three"])
    #expect(options.value(at: "/lists/1")?.text?.hasSuffix("/r/b.tsv") == true)
    #expect(pipeline.files.map { $0.hasSuffix("r/a.yaml") } == [false, true, false])
    #expect(
      pipeline.stages[0].places.location(pointer: "/rules/1/match").file.hasSuffix("r/b.yaml")
    )
  }

  @Test func `imports all files of a folder, by name`() throws {
    func rule(_ name: String) -> String {
      "rules: [{name: \(name), match: x, emit: {A: {k: 1}}}]\n"
    }
    let pipeline = try load([
      "main.yaml": "\(head)stages:\n  - {id: events, uses: rules@1, import: [r]}\n",
      "r/b.yaml": rule("two"), "r/a.yaml": rule("one"), "r/notes.txt": "", "r/.c.yaml": rule("no"),
      "r/deep/d.yaml": rule("no"),
    ])
    let names = (0..<3).map {
      pipeline.stages[0].options.value(at: "/rules/\($0)/name")?.text
    }
    #expect(names == ["one", "two", nil])
    #expect(pipeline.files.dropFirst().map { $0.suffix(6) } == ["a.yaml", "b.yaml"])
  }
}
