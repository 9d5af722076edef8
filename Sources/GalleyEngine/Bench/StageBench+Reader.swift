import GalleyKit

extension StageBench {
  /// What a reader made of its inputs, in order.
  package enum ReadItem: Sendable {
    case document(WorkingDocument)
    case failure(RunFailure)
  }

  /// Reads files with a reader.
  ///
  /// - Throws: `RunStop` when the reader cannot go on.
  package func read(
    _ files: [InputFile],
    longestDocument: Int = 64 << 20,
    pieces: StreamPieces = StreamPieces()
  ) throws(RunStop) -> [ReadItem] {
    let pool = DocumentPool(schema: plan.schema, symbols: plan.symbols)
    let source = ReaderSource(
      [ReaderSource.Inputs(reader: plan.stages[0].prepared, files: files)],
      pool: pool,
      readAhead: 1,
      longest: longestDocument,
      stop: StopFlag(),
      pieces: pieces,
      isWanted: { _ in true }
    )
    var items: [ReadItem] = []
    while let item = try source.next() {
      switch item {
      case .failure(let failure): items.append(.failure(failure))
      case .document(let document): items.append(.document(document))
      }
    }
    return items
  }
}
