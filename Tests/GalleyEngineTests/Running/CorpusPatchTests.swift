import GalleyEngine
import GalleyKit
import Testing

/// What a corpus stage may conclude about documents, and what it may not.
struct CorpusPatchTests {
  private func reduce(
    deed: String
  ) throws -> (records: [Record], documents: [WorkingDocument]) {
    let entry = PluginEntry("test", version: "1", .corpus(PatchingStage.self))
    let library = try PluginLibrary(
      #require(entry.info(for: nil)),
      path: "test",
      resourceFolder: ""
    )
    let bench = try StageBench(library.stages[0], options: ["deed": .text(deed)])
    let documents = ["a", "b"].map { bench.makeDocument(id: $0, text: "née \($0)") }
    for document in documents {
      document.insert(AnnotationValue(type: "Word", span: TextSpan(0..<4)))
    }
    return try bench.reduce(documents, lanes: 1)
  }

  @Test
  func `a patch that is sound stands on the document`() throws {
    let word = try reduce(deed: "nothing").documents[0].annotations[0]
    #expect(word.features["note"] == "seen")
    #expect(word.features["next"] == 1)
    #expect(word.features["place"] == [0, 4])
  }

  @Test(arguments: [
    ("unknown_text", "patched 'note' with text number 4000000, which does not exist"),
    ("value_not_allowed", "patched 'colour' with a text that is not among its allowed values"),
    ("not_finite", "patched 'weight' with a number that is not finite"),
    (
      "missing_annotation",
      "patched 'Word.weight' of annotation 77 in 'a', which does not exist"
    ),
    (
      "missing_reference",
      "patched 'Word.next' of annotation 1 in 'a', with a reference to annotation 9, which does not"
        + " exist"
    ),
    (
      "span_outside",
      "patched 'Word.place' of annotation 1 in 'a', with a span outside the text or inside a"
        + " character"
    ),
    (
      "span_in_character",
      "patched 'Word.place' of annotation 1 in 'a', with a span outside the text or inside a"
        + " character"
    ),
    ("infinite_metadata", "patched the metadata key 'mood' with a number that is not finite"),
  ])
  func `a patch that is not ends the run`(deed: String, sentence: String) throws {
    let stop = #expect(throws: RunStop.self) { try reduce(deed: deed) }
    #expect(stop?.message == "corpus stage 'patching' of plugin 'test' \(sentence)")
  }

  @Test
  func `a document read again stays while evidence of others is looked up`() throws {
    let records = try reduce(deed: "reread").records
    #expect(records.map(\.json).first?.contains(#""words":"née a""#) == true)
    #expect(records.map(\.json).first?.contains(#""text":"née b""#) == true)
  }
}

/// Patches the document 'a' in the way its option names.
private struct PatchingStage: CorpusStage {
  static let manifest = Manifest(
    "patching@1",
    "Patches documents.",
    types: [
      TypeDeclaration(
        "Word",
        [
          FeatureDeclaration("note", .text), FeatureDeclaration("weight", .number),
          FeatureDeclaration("colour", .text, values: ["green", "red"]),
          FeatureDeclaration("next", .reference), FeatureDeclaration("place", .span),
        ]
      )
    ],
    reads: ["Word"],
    emits: ["Word.note", "Word.weight", "Word.colour", "Word.next", "Word.place"],
    sets: ["mood"],
    records: ["Reading"]
  )

  struct Options: StageOptions {
    @Setting("What to do.") var deed = "nothing"
  }

  private let deed: String
  private let word: Symbol
  private let features: [String: Symbol]

  init(options: Options, setup: borrowing Setup) {
    deed = options.deed
    word = setup.type("Word")
    var features: [String: Symbol] = [:]
    for name in ["note", "weight", "colour", "next", "place"] {
      features[name] = setup.feature("Word", name)
    }
    self.features = features
  }

  func collect(
    _ document: borrowing Document,
    into contribution: inout [UInt8],
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) {}

  func makeState() -> Int { 0 }

  func add(
    _ contribution: UnsafeBufferPointer<UInt8>,
    of document: DocumentKey,
    to state: inout Int,
    call: borrowing StageCall
  ) {}

  func finish(
    _ state: inout Int,
    into records: borrowing Records,
    call: borrowing StageCall
  ) throws {
    switch deed {
    case "unknown_text": try patch("note", .text(Symbol(rawValue: 4_000_000)), records)
    case "value_not_allowed": try patch("colour", .text(records.text("blue")), records)
    case "not_finite": try patch("weight", .number(.nan), records)
    case "missing_annotation": try patch("weight", .number(1), records, annotation: 77)
    case "missing_reference": try patch("next", .reference(9), records)
    case "span_outside": try patch("place", .span(TextSpan(0..<90)), records)
    case "span_in_character": try patch("place", .span(TextSpan(0..<2)), records)
    case "infinite_metadata": try records.patchMetadata(of: "a", "mood", .number(.infinity))
    case "reread": try reread(records)
    default:
      try patch("note", .text(records.text("seen")), records)
      try patch("next", .reference(1), records)
      try patch("place", .span(TextSpan(0..<4)), records)
    }
  }

  private func patch(
    _ feature: String,
    _ value: FeatureValue.Value,
    _ records: borrowing Records,
    annotation: UInt32 = 1
  ) throws {
    guard let feature = features[feature] else { return }
    try records.patchFeature(
      of: "a",
      word,
      annotation: annotation,
      FeatureValue(feature, value)
    )
  }

  private func reread(_ records: borrowing Records) throws {
    let evidence: JSONValue = ["document": "b", "start": 0, "end": 6]
    let words = try records.reread("a") { document in
      try records.record("Reading", id: "second", ["evidence": [evidence]])
      return document.coveredText(of: TextSpan(0..<document.utf8.count))
    }
    try records.record("Reading", id: "first", ["words": .text(words), "evidence": [evidence]])
  }
}
