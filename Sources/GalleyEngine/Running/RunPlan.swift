package import GalleyKit

/// Everything a run needs, checked and prepared.
package struct RunPlan: Sendable {
  let schema: Schema
  let symbols: SymbolTable
  var origins: OriginTable
  /// Document and corpus stages in the order they run, then exporters.
  let stages: [RunningStage]
  /// Where the exporters begin in `stages`.
  let firstExporter: Int
  let inputs: [ReaderSource.Inputs]
  /// Bytes of the longest text.
  let longestDocument: Int
  var selection = SelectionResult()

  /// Bytes of all inputs as they lie on disk; nil when one of them does not tell.
  var inputBytes: Int? {
    var sum = 0
    for file in inputs.flatMap(\.files) {
      guard let count = file.byteCount else { return nil }
      sum += count
    }
    return sum
  }

  var exporters: Range<Int> { firstExporter..<stages.count }

  /// The same without exporters: for documents that are shown and not written.
  package var withoutExporters: RunPlan {
    RunPlan(
      schema: schema,
      symbols: symbols,
      origins: origins,
      stages: Array(stages[..<firstExporter]),
      firstExporter: firstExporter,
      inputs: inputs,
      longestDocument: longestDocument,
      selection: selection
    )
  }
}

/// What a user may ask of a run.
package struct RunOptions: Sendable {
  /// Lanes.
  package var jobs: Int
  /// Documents read ahead.
  package var queue = 4
  /// Documents in flight.
  package var window = 256
  /// Bytes of finished results that wait for an earlier document.
  package var windowBytes = 32 << 20
  /// Where results lie; nil: the first output goes to standard output, the others nowhere.
  package var folder: String?
  /// Documents to take, from the first; nil: all.
  package var limit: Int?
  /// Globs over document ids; empty: all.
  package var documents: [String] = []

  package init(jobs: Int, folder: String?) {
    self.jobs = jobs
    self.folder = folder
  }
}

/// What came of a run.
package struct RunReport: Sendable {
  package struct Stage: Sendable {
    package var id: String
    package var stage: StageName
    package var documents: Int
    package var annotations: Int
    /// What documents must be like for the stage to work on them; nil: it works on all.
    package var condition: String?
    /// Documents for which the condition did not hold.
    package var passedOver: Int
    /// Nanoseconds in all lanes.
    package var nanoseconds: UInt64
  }

  package struct Output: Sendable {
    package var path: String?
    package var bytes: Int
  }

  package var documents = 0
  package var exported = 0
  package var bytes = 0
  package var failureCount = 0
  /// The first failures; all are in the file of failures.
  package var failures: [RunFailure] = []
  /// Documents taken out, by stage and reason.
  package var dropped: [String: Int] = [:]
  package var stages: [Stage] = []
  package var outputs: [Output] = []
  package var records = 0
  package var isInterrupted = false
  /// Whether documents were asked for by id and none was there; nothing is published then.
  package var hasNoFit = false
  package var seconds = 0.0
}
