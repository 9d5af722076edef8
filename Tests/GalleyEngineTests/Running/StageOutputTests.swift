import GalleyEngine
import GalleyKit
import Testing

/// What stages may hand over, through the C contract and back.
struct StageOutputTests {
  private let types = [
    TypeDeclaration(
      "Word",
      [
        FeatureDeclaration("lower", .text), FeatureDeclaration("length", .integer),
        FeatureDeclaration("next", .reference), FeatureDeclaration("initial_span", .span),
        FeatureDeclaration("letters", .list, of: .text),
        FeatureDeclaration("fellows", .list, of: .reference),
        FeatureDeclaration("places", .list, of: .span),
      ]
    ), TypeDeclaration("Zone", [FeatureDeclaration("kind", .text)]),
  ]

  private func bench(
    _ stage: PluginStage,
    view: String? = nil,
    zones: [String] = []
  ) throws -> StageBench {
    let entry = PluginEntry("test", version: "1", stage)
    let info = try #require(entry.info(for: nil))
    let library = try PluginLibrary(info, path: "test", resourceFolder: "")
    return try StageBench(library.stages[0], types: types, view: view, zones: zones)
  }

  @Test func `keeps every kind of feature`() throws {
    let bench = try bench(.document(WordStage.self))
    let document = bench.makeDocument(id: "d", text: "Bo saw 😀 ox")
    #expect(bench.process([document], lanes: 1).map(\.failure) == [nil])
    let words = document.annotations
    #expect(words.map(\.span.range) == [0..<2, 3..<6, 7..<11, 12..<14])
    #expect(words.map { $0.features["lower"] } == ["bo", "saw", "😀", "ox"])
    #expect(words.map { $0.features["length"] } == [2, 3, 4, 2])
    #expect(words.map { $0.features["next"] } == [2, 3, 4, nil])
    #expect(words[2].features["initial_span"] == [7, 11])
    #expect(words[1].features["letters"] == ["s", "a", "w"])
    #expect(words.map(\.id) == [1, 2, 3, 4])
  }

  @Test func `maps what a stage finds in a view back to the original`() throws {
    let bench = try bench(.document(WordStage.self), view: "clean")
    let document = bench.makeDocument(id: "d", text: "Bo (x) saw--Al")
    document.addView(
      "clean",
      text: Array("Bo saw – Al".utf8),
      runs: [
        ViewRun(view: .init(0..<3), original: .init(0..<3), isWhole: false),
        ViewRun(view: .init(3..<6), original: .init(7..<10), isWhole: false),
        ViewRun(view: .init(6..<11), original: .init(10..<12), isWhole: true),
        ViewRun(view: .init(11..<13), original: .init(12..<14), isWhole: false),
      ]
    )
    #expect(bench.process([document], lanes: 1).map(\.failure) == [nil])
    #expect(document.annotations.map(\.span.range) == [0..<2, 7..<10, 10..<12, 12..<14])
    #expect(document.annotations[1].features["initial_span"] == [7, 8])
  }

  @Test func `leaves out what lies outside the zones`() throws {
    let bench = try bench(.document(WordStage.self), zones: ["body"])
    let document = bench.makeDocument(id: "d", text: "Head line Body text Tail")
    for (kind, range) in [("headline", 0..<9), ("body", 10..<19), ("tail", 20..<24)] {
      document.insert(
        AnnotationValue(
          type: "Zone",
          span: TextSpan(range),
          features: ["kind": .text(kind)]
        )
      )
    }
    document.setMetadata("first_id", 3)
    #expect(bench.process([document], lanes: 1).map(\.failure) == [nil])
    let words = document.annotations.filter { $0.type == "Word" }
    #expect(words.map(\.span.range) == [10..<14, 15..<19])
    #expect(words.map { $0.features["next"] == nil } == [false, true])
  }

  @Test func `clears references to what lies outside the zones, in lists too`() throws {
    let bench = try bench(.document(FellowStage.self), zones: ["body"])
    let document = bench.makeDocument(id: "d", text: "Head Body text Tail")
    document.insert(
      AnnotationValue(type: "Zone", span: TextSpan(5..<14), features: ["kind": "body"])
    )
    document.insert(AnnotationValue(type: "Word", span: TextSpan(5..<9)))
    #expect(bench.process([document], lanes: 1).map(\.failure) == [nil])
    let words = document.annotations.filter { $0.type == "Word" }
    #expect(words.map(\.span.range) == [5..<9, 5..<9, 10..<14])
    #expect(words.map { $0.features["next"] } == [nil, nil, nil])
    #expect(words.map { $0.features["fellows"] } == [nil, [4, 5], [4, 5]])
  }

  @Test func `leaves out what lies wholly in text that a view inserts`() throws {
    let bench = try bench(.document(FellowStage.self), view: "clean")
    let document = bench.makeDocument(id: "d", text: "Bo Al")
    document.addView(
      "clean",
      text: Array("Bo and Al".utf8),
      runs: [
        ViewRun(view: .init(0..<3), original: .init(0..<3), isWhole: false),
        ViewRun(view: .init(3..<7), original: .init(3..<3), isWhole: true),
        ViewRun(view: .init(7..<9), original: .init(3..<5), isWhole: false),
      ]
    )
    #expect(bench.process([document], lanes: 1).map(\.failure) == [nil])
    #expect(document.annotations.map(\.span.range) == [0..<2, 3..<5])
    #expect(document.annotations.map { $0.features["fellows"] } == [[1, 3], [1, 3]])
    #expect(document.annotations.map { $0.features["initial_span"] } == [nil, [3, 5]])
    #expect(
      document.annotations.map { $0.features["places"] } == [
        [[0, 2], [3, 5]], [[0, 2], [3, 5]],
      ]
    )
  }

  @Test func `fails the document and keeps nothing when a stage throws`() throws {
    let bench = try bench(.document(FailingStage.self))
    let document = bench.makeDocument(id: "d", text: "some text")
    #expect(bench.process([document], lanes: 1).map(\.failure) == ["too-odd: this text is too odd"])
    #expect(document.annotations.isEmpty)
  }

  @Test func `hides what a stage removes and keeps it for later questions`() throws {
    let bench = try bench(.document(ShortWordRemover.self))
    let document = bench.makeDocument(id: "d", text: "Bo saw Al")
    for range in [0..<2, 3..<6, 7..<9] {
      document.insert(AnnotationValue(type: "Word", span: TextSpan(range)))
    }
    #expect(bench.process([document], lanes: 1).map(\.failure) == [nil])
    #expect(document.annotations.map(\.isHidden) == [true, false, true])
    #expect(document.annotations.map { $0.features["length"] } == [nil, 3, nil])
  }

  @Test func `counts the reasons of dropped documents`() throws {
    let bench = try bench(.document(EmptyDropper.self))
    let documents = ["", "x"].map { bench.makeDocument(id: $0, text: $0) }
    #expect(bench.process(documents, lanes: 1).map(\.dropped) == ["empty", nil])
    #expect(documents[1].metadata("checked") == true)
  }
}
