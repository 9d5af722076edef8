import GalleyKit

/// A corpus stage whose conclusion depends on the order in which documents come to a lane.
struct OrderedCorpusStage: CorpusStage {
  static let manifest = Manifest(
    "ordered@1",
    "Depends on the order of documents.",
    types: [TypeDeclaration("Order")],
    records: ["Order"]
  )

  struct Scratch { var documents = 0 }

  init(options: NoOptions, setup: borrowing Setup) {}

  func makeScratch() -> Scratch { Scratch() }

  func collect(
    _ document: borrowing Document,
    into contribution: inout [UInt8],
    scratch: inout Scratch,
    call: borrowing StageCall
  ) {
    scratch.documents += 1
    contribution = Array("\(scratch.documents)".utf8)
  }

  func makeState() -> [JSONValue] { [] }

  func add(
    _ contribution: UnsafeBufferPointer<UInt8>,
    of document: DocumentKey,
    to state: inout [JSONValue],
    call: borrowing StageCall
  ) {
    state.append(.text(String(decoding: contribution, as: UTF8.self)))
  }

  func finish(
    _ state: inout [JSONValue],
    into records: borrowing Records,
    call: borrowing StageCall
  ) throws {
    try records.record("Order", id: "all", ["numbers": .list(state)])
  }
}
