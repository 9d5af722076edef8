import Synchronization

/// Documents to be used again, so that their memory is not asked for anew.
final class DocumentPool: Sendable {
  private let schema: Schema
  private let symbols: SymbolTable
  private let free = Mutex<[WorkingDocument]>([])

  init(schema: Schema, symbols: SymbolTable) {
    self.schema = schema
    self.symbols = symbols
  }

  func take() -> WorkingDocument {
    free.withLock { $0.popLast() } ?? WorkingDocument(schema: schema, symbols: symbols)
  }

  func giveBack(_ document: sending WorkingDocument) {
    document.reset()
    free.withLock { $0.append(document) }
  }
}
