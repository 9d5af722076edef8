package import GalleyKit

extension StageBench {
  /// Runs a corpus stage: collects in lanes, reduces, and applies the patches.
  ///
  /// - Returns: the records, and the documents as they are afterwards.
  /// - Throws: `RunStop` when the stage fails.
  package func reduce(
    _ documents: [WorkingDocument],
    lanes: Int
  ) throws(RunStop) -> (records: [Record], documents: [WorkingDocument]) {
    let spool = try Spool(schema: plan.schema, symbols: plan.symbols)
    for (document, outcome) in zip(documents, write(documents, lanes: lanes)) {
      if let failure = outcome.failure { throw RunStop(failure) }
      try spool.append(document, outcome.bytes)
    }
    let reduction = CorpusReduction(plan.stages[0], spool, plan, StopFlag())
    let records = try reduction.reduce().sorted { ($0.type, $0.id) < ($1.type, $1.id) }
    var patched: [WorkingDocument] = []
    for number in documents.indices {
      let document = WorkingDocument(schema: plan.schema, symbols: plan.symbols)
      try spool.load(number, into: document)
      patched.append(document)
    }
    return (records, patched)
  }
}
