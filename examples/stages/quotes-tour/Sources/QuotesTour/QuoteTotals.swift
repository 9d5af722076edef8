import GalleyKit

/// Counts the quotations of all documents and writes one line at the end.
struct QuoteTotals: WholeExporter {
  static let manifest = Manifest(
    "quote-totals@1",
    "Counts quotations over all documents.",
    reads: ["Quote"],
    cost: "low",
    licence: "Apache-2.0"
  )

  struct State {
    let outputs: Outputs
    var documents = 0
    var quotations = 0
  }

  private let quote: Symbol

  init(options: NoOptions, setup: borrowing Setup) {
    setup.declare(outputs: [OutputDeclaration("totals.txt", .whole)])
    quote = setup.type("Quote")
  }

  func begin(_ outputs: Outputs) throws -> State { State(outputs: outputs) }

  func add(_ document: borrowing Document, to state: inout State, call: borrowing StageCall) throws
  {
    state.documents += 1
    state.quotations += document.annotations(of: quote).count
  }

  func finish(_ state: inout State, call: borrowing StageCall) throws {
    let line = "\(state.quotations) quotations in \(state.documents) documents\n"
    try state.outputs.write(Array(line.utf8), to: 0)
  }
}
