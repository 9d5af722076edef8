import GalleyKit
import Synchronization

/// A way to break the contract of stages that a document stage can have.
protocol Misdeed: Sendable {
  static func process(
    _ document: borrowing Document,
    _ type: Symbol,
    into output: borrowing Annotations
  ) throws
}

/// A document stage that breaks one rule.
struct BadStage<Deed: Misdeed>: DocumentStage {
  static var manifest: Manifest {
    Manifest(
      "bad@1",
      "Breaks a rule.",
      types: [TypeDeclaration("Mark"), TypeDeclaration("Other")],
      emits: ["Mark"]
    )
  }

  private let type: Symbol
  private let other: Symbol

  init(options: NoOptions, setup: borrowing Setup) {
    type = setup.type("Mark")
    other = setup.type("Other")
  }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    try Deed.process(document, Deed.self == WrongType.self ? other : type, into: output)
  }
}

/// The first byte, also where it is part of a character.
enum CutScalar: Misdeed {
  static func process(
    _ document: borrowing Document,
    _ type: Symbol,
    into output: borrowing Annotations
  ) throws {
    if !document.utf8.isEmpty { try output.add(type, TextSpan(0..<1)) }
  }
}

enum SpanOutside: Misdeed {
  static func process(
    _ document: borrowing Document,
    _ type: Symbol,
    into output: borrowing Annotations
  ) throws {
    try output.add(type, TextSpan(0..<document.utf8.count + 1))
  }
}

enum WrongType: Misdeed {
  static func process(
    _ document: borrowing Document,
    _ type: Symbol,
    into output: borrowing Annotations
  ) throws {
    if !document.utf8.isEmpty { try output.add(type, TextSpan(0..<document.utf8.count)) }
  }
}

/// As many marks as it has seen documents.
enum CountingDocuments: Misdeed {
  private static let seen = Atomic<Int>(0)

  static func process(
    _ document: borrowing Document,
    _ type: Symbol,
    into output: borrowing Annotations
  ) throws {
    let count = seen.add(1, ordering: .relaxed).newValue
    guard !document.utf8.isEmpty else { return }
    for _ in 0..<count { try output.add(type, TextSpan(0..<document.utf8.count)) }
  }
}

enum FailingOnEmptyText: Misdeed {
  static func process(
    _ document: borrowing Document,
    _ type: Symbol,
    into output: borrowing Annotations
  ) throws {
    if document.utf8.isEmpty { throw StageFailure(code: "empty", "the text is empty") }
  }
}

/// Marks text after the first document of a lane: the result depends on what the lane did before.
struct LaneStage: DocumentStage {
  static let manifest = Manifest(
    "lane@1",
    "Depends on its lane.",
    types: [TypeDeclaration("Mark")],
    emits: ["Mark"]
  )

  struct Scratch { var documents = 0 }

  private let type: Symbol

  init(options: NoOptions, setup: borrowing Setup) { type = setup.type("Mark") }

  func makeScratch() -> Scratch { Scratch() }

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    guard !document.utf8.isEmpty else { return }
    for _ in 0..<scratch.documents { try output.add(type, TextSpan(0..<document.utf8.count)) }
    scratch.documents += 1
  }
}

/// Reads a stream and takes what it gets at once for a document.
struct PieceReader: ReaderStage {
  static let manifest = Manifest("pieces@1", "Depends on pieces.", endings: ["p"])

  struct Cursor { let stream: InputStream }

  init(options: NoOptions, setup: borrowing Setup) {}

  func open(_ stream: InputStream, call: borrowing StageCall) -> Cursor { Cursor(stream: stream) }

  func next(
    _ cursor: inout Cursor,
    into batch: borrowing DocumentBatch,
    call: borrowing StageCall
  ) throws -> Bool {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 1)
    defer { memory.deallocate() }
    let count = try cursor.stream.read(into: memory)
    try batch.add(id: "\(cursor.stream.name)", utf8: Self.ascii(count), line: 1)
    return false
  }

  /// A text that says how many bytes came.
  private static func ascii(_ count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: counts[..<count])
  }

  // Unchecked: never written.
  nonisolated(unsafe) private static let counts: UnsafeBufferPointer<UInt8> = {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 16)
    bytes.initialize(repeating: UInt8(ascii: "x"))
    return UnsafeBufferPointer(bytes)
  }()
}

/// Writes how many documents it has written.
struct CountingExporter: LinesExporter {
  static let manifest = Manifest("counting@1", "Counts.", configurable: true)

  struct Scratch { var documents = 0 }

  init(options: NoOptions, setup: borrowing Setup) {
    setup.declare(outputs: [OutputDeclaration("x", .lines)])
  }

  func makeScratch() -> Scratch { Scratch() }

  func render(
    _ document: borrowing Document,
    output: Int,
    into bytes: borrowing OutputBytes,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.documents += 1
    try bytes.write(Array("\(scratch.documents)\n".utf8))
  }
}
