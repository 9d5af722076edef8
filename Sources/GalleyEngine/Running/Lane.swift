import GalleyABI
import GalleyKit
import Glibc
import Synchronization

/// One lane of a run: the scratch memory of every stage, and the flag that stops them.
///
/// Used by one thread at a time.
final class Lane {
  let number: Int
  let stages: [RunningStage]
  let origins: OriginTable
  let times: StageTimes
  /// Calls of each stage, and annotations each added.
  private(set) var documents: [Int]
  private(set) var annotations: [Int]
  /// Documents for which the condition of each stage did not hold.
  private(set) var passedOver: [Int]
  let stop: StopFlag
  let current = LaneActivity()
  private let showing = DocumentShowing()
  private let delta = StageDelta()
  private let call = CallHost()
  private var workers: [UnsafeMutableRawPointer?]
  private var hasWorker: [Bool]

  init(number: Int, stages: [RunningStage], origins: OriginTable) {
    self.number = number
    self.stages = stages
    self.origins = origins
    stop = StopFlag()
    times = StageTimes(count: stages.count)
    documents = Array(repeating: 0, count: stages.count)
    annotations = Array(repeating: 0, count: stages.count)
    passedOver = Array(repeating: 0, count: stages.count)
    workers = Array(repeating: nil, count: stages.count)
    hasWorker = Array(repeating: false, count: stages.count)
  }

  deinit {
    for i in stages.indices { endWorker(i) }
  }

  /// Whether the condition of a stage holds for a document; counts those it does not hold for.
  func wants(_ document: WorkingDocument, stage i: Int) -> Bool {
    guard let condition = stages[i].condition, !condition.holds(lookup: document.metadata) else {
      return true
    }
    passedOver[i] += 1
    return false
  }

  /// Runs a document stage on a document and makes its result part of the document.
  func process(_ document: WorkingDocument, stage i: Int) -> StageOutcome {
    let stage = stages[i]
    guard let process = stage.prepared.definition.functions.document?.pointee.process else {
      preconditionFailure("stage '\(stage.id)' has no process function")
    }
    return change(document, i) { worker, call, shown, output in
      process(
        stage.prepared.definition.functions.context,
        stage.prepared.shared,
        worker,
        call,
        shown,
        output
      )
    }
  }

  /// Calls a document stage and makes what it did part of the document.
  func change(
    _ document: WorkingDocument,
    _ i: Int,
    _ body: (
      UnsafeMutableRawPointer?, UnsafePointer<galley_call>, UnsafePointer<galley_document>,
      UnsafePointer<galley_output>
    ) -> galley_result
  ) -> StageOutcome {
    let stage = stages[i]
    let result = run(document, i) { worker, call, shown in
      delta.begin(stage, showing, document: document)
      return delta.lend { body(worker, call, shown, $0) }
    }
    delta.close()
    let outcome = outcome(of: result, i, breach: delta.breach)
    guard case .done = outcome else {
      delta.abandon()
      return outcome
    }
    if let reason = delta.dropReason { return .dropped(reason) }
    annotations[i] += delta.start.count
    delta.commit(to: document, stage: stage.number)
    return .done
  }

  /// Lets an exporter render a document, or a corpus stage collect from it.
  func write(
    _ document: WorkingDocument,
    stage i: Int,
    to sink: ByteSink,
    _ body: (
      UnsafeMutableRawPointer?, UnsafePointer<galley_call>, UnsafePointer<galley_document>,
      UnsafePointer<galley_bytes_out>
    ) -> galley_result
  ) -> StageOutcome {
    let result = run(document, i) { worker, call, shown in
      sink.lend { body(worker, call, shown, $0) }
    }
    return outcome(of: result, i, breach: nil)
  }

  /// Calls a stage with a document shown to it.
  func run(
    _ document: WorkingDocument,
    _ i: Int,
    _ body: (UnsafeMutableRawPointer?, UnsafePointer<galley_call>, UnsafePointer<galley_document>)
      -> galley_result
  ) -> galley_result {
    let stage = stages[i]
    let begin = Clock.now()
    let deadline = stage.timeLimit.map { begin + UInt64($0) * 1_000_000 } ?? 0
    stop.begin(deadline: deadline)
    if stage.timeLimit != nil { current.set(stage: stage.id, document: document.id) }
    defer {
      stop.end()
      times.add(Clock.now() - begin, to: i)
      documents[i] += 1
    }
    guard let worker = worker(i) else {
      call.note(code: "no-worker", "could not make its scratch memory for a lane")
      return galley_result(GALLEY_CANNOT_GO_ON)
    }
    let seed = ContentHash.number(of: document.id) ^ ContentHash.number(of: stage.id) &* 31
    let shown = showing.show(
      document,
      scope: stage.scope,
      access: stage.access,
      origins: origins
    )
    return call.lend(stop: stop.pointer, deadline: deadline, seed: seed) { call in
      body(worker.pointer, call, shown)
    }
  }

  func outcome(
    of result: galley_result,
    _ i: Int,
    breach: StageBreach?
  ) -> StageOutcome {
    if let breach {
      endWorker(i)
      return .failed(StageFailureReport(code: "contract-breach", breach.message))
    }
    switch Int(result) {
    case GALLEY_OK: return .done
    case GALLEY_STOPPED where stop.reason == .interrupted: return .interrupted
    case GALLEY_STOPPED where stop.reason == .timeIsUp:
      endWorker(i)
      let limit = stages[i].timeLimit ?? 0
      return .failed(StageFailureReport(code: "time-is-up", "took longer than \(limit) ms"))
    default: return refusal(result, i)
    }
  }

  private func refusal(_ result: galley_result, _ i: Int) -> StageOutcome {
    let given = call.reason
    endWorker(i)
    let reason =
      given.map { StageFailureReport(code: $0.code, $0.message) }
      ?? StageFailureReport(
        code: "no-reason",
        "failed and gave no reason, which is a fault of the plugin"
      )
    switch Int(result) {
    case GALLEY_CANNOT_GO_ON: return .cannotGoOn(reason)
    case GALLEY_FAILED: return .failed(reason)
    case GALLEY_STOPPED:
      return .failed(StageFailureReport(code: "bad-result", "stopped though nothing asked it to"))
    default:
      return .failed(
        StageFailureReport(
          code: "bad-result",
          "returned \(result), which is no result of this function"
        )
      )
    }
  }

  /// The stage's scratch memory of this lane; nil when it could not be made.
  private func worker(_ i: Int) -> (pointer: UnsafeMutableRawPointer?, Void)? {
    if hasWorker[i] { return (workers[i], ()) }
    let functions = stages[i].prepared.definition.functions
    if let make = functions.worker {
      guard make(functions.context, stages[i].prepared.shared, &workers[i]) == 0 else { return nil }
    }
    hasWorker[i] = true
    return (workers[i], ())
  }

  /// A worker that failed is made anew.
  private func endWorker(_ i: Int) {
    guard hasWorker[i] else { return }
    let functions = stages[i].prepared.definition.functions
    functions.end_worker?(functions.context, workers[i])
    workers[i] = nil
    hasWorker[i] = false
  }
}

/// How a call of a stage ended.
enum StageOutcome {
  case done
  case dropped(String)
  case failed(StageFailureReport)
  case cannotGoOn(StageFailureReport)
  case interrupted
}

/// Why a stage failed on a document.
struct StageFailureReport: Sendable, Hashable {
  let code: String
  let message: String

  init(code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// Monotonic time in nanoseconds, for limits and shares of time; results never depend on it.
enum Clock {
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
