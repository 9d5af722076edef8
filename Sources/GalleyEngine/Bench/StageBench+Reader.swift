import GalleyKit

extension StageBench {
  /// What a reader made of a file, in order.
  package enum ReadItem: Sendable, Hashable {
    case document(id: String, text: String, metadata: [String: String])
    case failure(RunFailure)
  }

  /// Reads files with a reader.
  ///
  /// - Throws: `RunStop` when the reader cannot go on.
  package func read(
    _ files: [InputFile], longestDocument: Int = 64 << 20
  ) throws(RunStop) -> [ReadItem] {
    let pool = DocumentPool(schema: plan.schema, symbols: plan.symbols)
    let source = ReaderSource(
      [ReaderSource.Inputs(reader: plan.stages[0].prepared, files: files)], pool: pool,
      readAhead: 1, longest: longestDocument, stop: StopFlag(), isWanted: { _ in true })
    var items: [ReadItem] = []
    while let item = try source.next() {
      switch item {
      case .failure(let failure): items.append(.failure(failure))
      case .document(let document):
        items.append(
          .document(
            id: document.id, text: String(decoding: document.utf8, as: UTF8.self),
            metadata: Dictionary(
              document.metadata.map { ($0.key, $0.value.json) },
              uniquingKeysWith: { first, _ in first })))
      }
    }
    return items
  }
}
