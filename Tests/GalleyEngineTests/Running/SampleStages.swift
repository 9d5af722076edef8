import GalleyKit

/// Marks words between blanks, with a feature of every kind.
struct WordStage: DocumentStage {
  static let manifest = Manifest(
    "words@1",
    "Marks words.",
    emits: [
      "Word", "Word.lower", "Word.length", "Word.next", "Word.initial_span", "Word.letters",
    ]
  )

  private let type: Symbol
  private let features: [String: Symbol]

  init(options: NoOptions, setup: borrowing Setup) {
    type = setup.type("Word")
    var features: [String: Symbol] = [:]
    for name in ["lower", "length", "next", "initial_span", "letters"] {
      features[name] = setup.feature("Word", name)
    }
    self.features = features
  }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    let spans = Self.words(in: document.utf8)
    for (i, span) in spans.enumerated() {
      let text = document.coveredText(of: span)
      let initial = TextSpan(
        start: span.start,
        end: span.start + UInt32(text.unicodeScalars.first.map { String($0).utf8.count } ?? 1)
      )
      var values: [FeatureValue] = []
      func put(_ name: String, _ value: FeatureValue.Value) {
        if let feature = features[name] { values.append(FeatureValue(feature, value)) }
      }
      put("lower", .text(output.text(text.lowercased())))
      put("length", .integer(Int64(span.count)))
      if i + 1 < spans.count { put("next", .reference(UInt32(i + 2 + Int(firstID(document))))) }
      put("initial_span", .span(initial))
      put("letters", .texts(text.map { output.text(String($0)) }))
      try output.add(type, span, values)
    }
  }

  /// Annotations that are there already; the stage's own come after them.
  private func firstID(_ document: borrowing Document) -> UInt32 {
    document.metadata("first_id").flatMap {
      if case .integer(let id) = $0 { UInt32(id) } else { nil }
    } ?? 0
  }

  static func words(in text: UnsafeBufferPointer<UInt8>) -> [TextSpan] {
    var spans: [TextSpan] = []
    var start: Int?
    for i in 0...text.count {
      if i < text.count, text[i] != 0x20 {
        start = start ?? i
      } else if let first = start {
        spans.append(TextSpan(first..<i))
        start = nil
      }
    }
    return spans
  }
}

/// Marks words, each with references to all of them and the span of the next one; older ones refer to
/// the first.
struct FellowStage: DocumentStage {
  static let manifest = Manifest(
    "fellows@1",
    "Marks words that know each other.",
    reads: ["Word"],
    emits: ["Word", "Word.fellows", "Word.places", "Word.initial_span", "Word.next"]
  )

  private let type: Symbol
  private let fellows: Symbol
  private let places: Symbol
  private let place: Symbol
  private let next: Symbol

  init(options: NoOptions, setup: borrowing Setup) {
    type = setup.type("Word")
    fellows = setup.feature("Word", "fellows")
    places = setup.feature("Word", "places")
    place = setup.feature("Word", "initial_span")
    next = setup.feature("Word", "next")
  }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    let older = document.annotations(of: type)
    let first = older.count == 0 ? 1 : (older.rows.map { older.id[$0] }.max() ?? 0) + 1
    let spans = WordStage.words(in: document.utf8)
    let ids = spans.indices.map { first + UInt32($0) }
    for i in spans.indices {
      let other = spans[min(i + 1, spans.count - 1)]
      try output.add(
        type,
        spans[i],
        [
          FeatureValue(fellows, .references(ids)), FeatureValue(places, .spans(spans)),
          FeatureValue(place, .span(other)),
        ]
      )
    }
    var column = ColumnBuilder(next, .reference)
    for _ in 0..<older.count { column.append(reference: first) }
    if older.count > 0 { try output.set(type, everyRow: column) }
  }
}

/// Adds an annotation, then fails.
struct FailingStage: DocumentStage {
  static let manifest = Manifest("failing@1", "Fails.", emits: ["Word"])
  private let type: Symbol

  init(options: NoOptions, setup: borrowing Setup) { type = setup.type("Word") }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    try output.add(type, TextSpan(0..<1))
    throw StageFailure(code: "too-odd", "this text is too odd")
  }
}

/// Hides words of two bytes and counts the others.
struct ShortWordRemover: DocumentStage {
  static let manifest = Manifest(
    "short-word-remover@1",
    "Hides short words.",
    reads: ["Word"],
    emits: ["Word.length"],
    removes: ["Word"]
  )
  private let type: Symbol
  private let length: Symbol

  init(options: NoOptions, setup: borrowing Setup) {
    type = setup.type("Word")
    length = setup.feature("Word", "length")
  }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    let words = document.annotations(of: type)
    let short = words.rows.filter { words.span($0).count < 3 }.map { words.id[$0] }
    try output.remove(type, ids: short)
    var column = ColumnBuilder(length, .integer)
    for row in 0..<words.count {
      let count = words.span(row).count
      if count < 3 { column.appendNull() } else { column.append(integer: Int64(count)) }
    }
    try output.set(type, everyRow: column)
  }
}

/// Drops empty documents and marks the others as checked.
struct EmptyDropper: DocumentStage {
  static let manifest = Manifest(
    "empty-dropper@1",
    "Drops empty documents.",
    sets: ["checked"],
    drops: true
  )

  init(options: NoOptions, setup: borrowing Setup) {}

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    if document.utf8.isEmpty {
      try output.drop("empty")
    } else {
      try output.setMetadata("checked", true)
    }
  }
}
