import GalleyKit

/// A way to hand over annotations of a document.
protocol LayerDeed: Sendable {
  static func annotate(_ batch: borrowing DocumentBatch, _ word: Symbol, _ next: Symbol) throws
}

/// Hands over two documents, 'é a' and 'b', and does its deed on the first.
struct LayerReader<Deed: LayerDeed>: ReaderStage {
  static var manifest: Manifest {
    Manifest(
      "layered@1",
      "Reads layers.",
      types: [
        TypeDeclaration(
          "Word",
          [FeatureDeclaration("next", .reference), FeatureDeclaration("lower", .text)]
        )
      ],
      endings: ["x"]
    )
  }

  private let word: Symbol
  private let next: Symbol

  init(options: NoOptions, setup: borrowing Setup) {
    word = setup.type("Word")
    next = setup.feature("Word", "next")
  }

  func open(_ stream: InputStream, call: borrowing StageCall) {}

  func next(_ cursor: inout Void, into batch: borrowing DocumentBatch, call: borrowing StageCall)
    throws -> Bool
  {
    try add("é a", batch)
    // A refusal is the host's to report.
    do { try Deed.annotate(batch, word, next) } catch is HostRefusal {}
    try add("b", batch)
    return false
  }

  private func add(_ text: String, _ batch: borrowing DocumentBatch) throws {
    try Array(text.utf8).withUnsafeBufferPointer { try batch.add(id: text, utf8: $0) }
  }
}

enum TwoLayers: LayerDeed {
  static func annotate(_ batch: borrowing DocumentBatch, _ word: Symbol, _ next: Symbol) throws {
    // The first refers to the second, which comes later.
    try batch.annotate(layer: "gold", rows(word, [TextSpan(0..<2)], next, [2]))
    try batch.annotate(layer: "other", rows(word, [TextSpan(0..<4)], next, []))
    try batch.annotate(layer: "gold", rows(word, [TextSpan(3..<4)], next, []))
  }
}

enum SystemLayer: LayerDeed {
  static func annotate(_ batch: borrowing DocumentBatch, _ word: Symbol, _ next: Symbol) throws {
    try batch.annotate(layer: "system", rows(word, [TextSpan(0..<2)], next, []))
  }
}

enum CutCharacter: LayerDeed {
  static func annotate(_ batch: borrowing DocumentBatch, _ word: Symbol, _ next: Symbol) throws {
    try batch.annotate(layer: "gold", rows(word, [TextSpan(3..<4)], next, []))
    try batch.annotate(layer: "gold", rows(word, [TextSpan(1..<2)], next, []))
  }
}

enum DanglingReference: LayerDeed {
  static func annotate(_ batch: borrowing DocumentBatch, _ word: Symbol, _ next: Symbol) throws {
    try batch.annotate(layer: "gold", rows(word, [TextSpan(0..<2)], next, [9]))
  }
}

enum WrongKind: LayerDeed {
  static func annotate(_ batch: borrowing DocumentBatch, _ word: Symbol, _ next: Symbol) throws {
    var column = ColumnBuilder(next, .integer)
    column.append(integer: 1)
    var rows = AnnotationBatch(word, columns: [column])
    rows.append(TextSpan(0..<2))
    try batch.annotate(layer: "gold", rows)
  }
}

enum UnknownType: LayerDeed {
  static func annotate(_ batch: borrowing DocumentBatch, _ word: Symbol, _ next: Symbol) throws {
    try batch.annotate(layer: "gold", rows(next, [TextSpan(0..<2)], next, []))
  }
}

private func rows(
  _ type: Symbol,
  _ spans: [TextSpan],
  _ next: Symbol,
  _ references: [UInt32]
) -> AnnotationBatch {
  var column = ColumnBuilder(next, .reference)
  for reference in references { column.append(reference: reference) }
  var batch = AnnotationBatch(type, columns: references.isEmpty ? [] : [column])
  batch.append(contentsOf: spans)
  return batch
}
