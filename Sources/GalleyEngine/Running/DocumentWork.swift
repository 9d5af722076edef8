import GalleyABI
import GalleyKit

/// What one lane does to one document between the reader and the exporters.
struct DocumentWork {
  let plan: RunPlan
  /// The stages of this pass over the corpus: document stages, then at most one corpus stage.
  let stages: Range<Int>
  /// Whether exporters follow.
  let isLast: Bool
  let outputs: [OutputSlot]
  let needsDocument: Bool
  /// Whether somebody is shown each document at the end of its way.
  var isShown = false

  /// A lane's result, waiting for its place in the input order.
  struct Finished {
    var failures: [RunFailure] = []
    var dropped: DroppedDocument?
    /// Bytes for each output of kind `lines`.
    var rendered: [[UInt8]] = []
    /// The document, when exporters of wholes or the spool need it.
    var document: WorkingDocument?
    var contribution: [UInt8] = []
    /// The document as values, when somebody is shown it.
    var shown: FinishedDocument?
    var textBytes = 0
    /// The document's; empty when there is none.
    var id = ""
    var isDocument = false
    var isExported = false
    var stop: RunStop?
    var isInterrupted = false

    /// Bytes it holds while it waits.
    var weight: Int {
      rendered.reduce(contribution.count) { $0 + $1.count }
        + (document == nil && shown == nil ? 0 : textBytes * 8 + 4096)
    }
  }

  func finish(_ item: SourceItem, in lane: Lane) -> Finished {
    switch item {
    case .failure(let failure): return Finished(failures: [failure])
    case .document(let document):
      var finished = finish(document, in: lane)
      let isEnd = finished.isExported || finished.document == nil && !finished.failures.isEmpty
      if isShown, isEnd {
        finished.shown = FinishedDocument(
          document,
          origins: plan.origins,
          failures: finished.failures
        )
      }
      return finished
    }
  }

  private func finish(_ document: WorkingDocument, in lane: Lane) -> Finished {
    var finished = Finished(textBytes: document.utf8.count, id: document.id, isDocument: true)
    for i in stages where plan.stages[i].prepared.definition.functions.document != nil {
      guard take(lane, document, i, &finished) else { return finished }
    }
    if isLast {
      render(document, in: lane, &finished)
      finished.isExported = finished.stop == nil && !finished.isInterrupted
      if needsDocument { finished.document = document }
    } else if let corpus = stages.last {
      collect(document, in: lane, corpus, &finished)
    }
    return finished
  }

  /// Runs one stage; false when the document goes no further.
  private func take(
    _ lane: Lane,
    _ document: WorkingDocument,
    _ i: Int,
    _ finished: inout Finished
  ) -> Bool {
    let stage = plan.stages[i]
    guard lane.wants(document, stage: i) else { return true }
    switch lane.process(document, stage: i) {
    case .done: return true
    case .dropped(let reason):
      finished.dropped = DroppedDocument(
        document: document.id,
        origin: document.origin,
        stage: stage.id,
        reason: reason
      )
      return false
    case .interrupted:
      finished.isInterrupted = true
      return false
    case .cannotGoOn(let report):
      finished.stop = RunStop("stage '\(stage.id)' cannot go on: \(report.message)")
      return false
    case .failed(let report):
      finished.failures.append(failure(document, stage, report))
      if stage.onError == .stop {
        finished.stop = RunStop(
          "stage '\(stage.id)' failed on document '\(document.id)': \(report.message)"
        )
      }
      return stage.onError == .continue
    }
  }

  private func render(_ document: WorkingDocument, in lane: Lane, _ finished: inout Finished) {
    for output in outputs {
      let stage = plan.stages[output.stage]
      guard let render = stage.prepared.definition.functions.exporter?.pointee.render else {
        finished.rendered.append([])
        continue
      }
      let sink = ByteSink()
      let outcome = lane.write(document, stage: output.stage, to: sink) {
        worker,
        call,
        shown,
        out in
        render(
          stage.prepared.definition.functions.context,
          stage.prepared.shared,
          worker,
          call,
          shown,
          output.number,
          out
        )
      }
      let isWell = note(outcome, document, stage, &finished)
      finished.rendered.append(isWell ? sink.take() : [])
    }
  }

  private func collect(
    _ document: WorkingDocument,
    in lane: Lane,
    _ i: Int,
    _ finished: inout Finished
  ) {
    let stage = plan.stages[i]
    guard let collect = stage.prepared.definition.functions.corpus?.pointee.collect else { return }
    if lane.wants(document, stage: i) {
      let sink = ByteSink()
      let outcome = lane.write(document, stage: i, to: sink) { worker, call, shown, out in
        collect(
          stage.prepared.definition.functions.context,
          stage.prepared.shared,
          worker,
          call,
          shown,
          out
        )
      }
      guard note(outcome, document, stage, &finished) || stage.onError == .continue else { return }
      finished.contribution = sink.take()
    }
    finished.document = document
  }

  /// Writes down how a call ended; whether it ended well.
  private func note(
    _ outcome: StageOutcome,
    _ document: WorkingDocument,
    _ stage: RunningStage,
    _ finished: inout Finished
  ) -> Bool {
    switch outcome {
    case .done: return true
    case .dropped: return false
    case .interrupted: finished.isInterrupted = true
    case .cannotGoOn(let report):
      finished.stop = RunStop("stage '\(stage.id)' cannot go on: \(report.message)")
    case .failed(let report):
      finished.failures.append(failure(document, stage, report))
      if stage.onError == .stop {
        finished.stop = RunStop(
          "stage '\(stage.id)' failed on document '\(document.id)': \(report.message)"
        )
      }
    }
    return false
  }

  private func failure(
    _ document: WorkingDocument,
    _ stage: RunningStage,
    _ report: StageFailureReport
  ) -> RunFailure {
    RunFailure(
      document: document.id,
      origin: document.origin,
      stage: stage.id,
      code: report.code,
      message: report.code == "contract-breach"
        ? "plugin '\(stage.prepared.definition.plugin)': the stage \(report.message)"
        : report.message
    )
  }
}

/// One output of kind `lines` of an exporter.
struct OutputSlot {
  /// Index of the exporter in the plan.
  let stage: Int
  /// Number of the output in the exporter's facts.
  let number: UInt32
}
