import GalleyABI
import GalleyKit

/// The documents a trainer learns from.
///
/// The annotations of the files are read as the layer `gold`, and shown as those of the document.
final class TrainingData {
  enum Part: String, CaseIterable {
    case training
    case dev
  }

  static let layer = "gold"

  private let schema: Schema
  private let symbols: SymbolTable
  private let inputs: [Part: [ReaderSource.Inputs]]
  private let access: StageAccess
  private let showing = DocumentShowing()
  private let origins = OriginTable([])

  /// - Parameters:
  ///   - schema: types of the trainer and of the readers.
  ///   - symbols: of the schema; frozen.
  ///   - facts: what the trainer reads.
  ///   - inputs: files with their readers.
  init(
    schema: Schema,
    symbols: SymbolTable,
    facts: StageFacts,
    inputs: [Part: [ReaderSource.Inputs]]
  ) {
    self.schema = schema
    self.symbols = symbols
    self.inputs = inputs
    access = StageAccess(facts, drops: false, schema: schema)
  }

  /// Shows the documents of a part in order; failures are told as they happen.
  ///
  /// `body`: why the document cannot be used; nil: it can.
  ///
  /// - Returns: how many documents there were, and how many of them failed.
  func read(
    _ part: Part,
    stop: StopFlag,
    _ body: (UnsafePointer<galley_document>) -> String?
  ) throws(RunStop) -> (documents: Int, failures: Int) {
    let pool = DocumentPool(schema: schema, symbols: symbols)
    let source = ReaderSource(
      inputs[part] ?? [],
      pool: pool,
      readAhead: 1,
      longest: 1 << 30,
      stop: stop,
      isWanted: { _ in true }
    )
    var (documents, failures) = (0, 0)
    while let item = try source.next() {
      documents += 1
      switch item {
      case .failure(let failure):
        failures += 1
        StandardError.say("\(failure.origin): error: \(failure.message)")
      case .document(let document):
        if let reason = show(document, body) {
          failures += 1
          StandardError.say("\(document.origin): error: \(reason)")
        }
        pool.giveBack(document)
      }
    }
    return (documents, failures)
  }

  private func show(
    _ document: WorkingDocument,
    _ body: (UnsafePointer<galley_document>) -> String?
  ) -> String? {
    document.takeAnnotations(ofLayer: Self.layer)
    return body(
      showing.show(document, scope: .everything, access: access, origins: origins)
    )
  }
}
