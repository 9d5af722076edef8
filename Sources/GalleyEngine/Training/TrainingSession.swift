import Dispatch
import GalleyABI
import GalleyKit
import Glibc

/// One `galley train`: reads documents with the layer of their file, shows them to a trainer, writes
/// the model.
package final class TrainingSession {
  private let trainer: TrainerDefinition
  private let prepared: PreparedStage
  private let data: TrainingData
  private let made: JSONValue
  private let request: TrainingRequest
  private let stop = StopFlag()
  private let call = CallHost()
  private var state: UnsafeMutableRawPointer?
  private var output: OutputFile?
  private var problem: RunStop?

  init(
    _ trainer: TrainerDefinition,
    _ prepared: PreparedStage,
    _ data: TrainingData,
    made: JSONValue,
    _ request: TrainingRequest
  ) {
    self.trainer = trainer
    self.prepared = prepared
    self.data = data
    self.made = made
    self.request = request
  }

  deinit {
    if let state { trainer.functions.end?(context, state) }
  }

  private var context: UnsafeMutableRawPointer? { trainer.stage.functions.context }

  /// Trains.
  ///
  /// - Returns: the exit status: 0, 2 when the data cannot be learned from, 3 when the model cannot be
  ///   written, 130 when it was interrupted.
  package func run() -> Int32 {
    let interruption = Interruption { [stop] in stop.interrupt() }
    defer { withExtendedLifetime(interruption) {} }
    do throws(RunStop) {
      let output = try OutputFile(path: request.out)
      self.output = output
      let status = try train()
      guard status == 0 else {
        output.discard()
        return status
      }
      try output.finish()
      try output.publish()
      say("wrote \(request.out), \(output.byteCount) bytes")
      return 0
    } catch {
      output?.discard()
      StandardError.say("error: \(error.message)")
      return 3
    }
  }

  private func train() throws(RunStop) -> Int32 {
    guard trainer.functions.begin(context, prepared.shared, &state) == galley_result(GALLEY_OK)
    else { throw RunStop("trainer '\(trainer.name)' cannot begin") }
    var failures = 0
    for part in TrainingData.Part.allCases {
      let counts = try data.read(part, stop: stop) { add($0, part) }
      failures += counts.failures
      if stop.reason != .none { return interrupted() }
      if counts.documents > 0 || part == .training {
        say("\(part.rawValue): \(counts.documents) documents")
      }
    }
    guard failures == 0 else {
      StandardError.say("error: \(failures) documents cannot be learned from; no model was made")
      return 2
    }
    return try finish()
  }

  private func add(
    _ document: UnsafePointer<galley_document>,
    _ part: TrainingData.Part
  ) -> String? {
    let result = call.lend(stop: stop.pointer, deadline: 0, seed: 0) { call in
      trainer.functions.add(context, state, call, document, part == .dev ? 1 : 0)
    }
    switch Int(result) {
    case GALLEY_OK, GALLEY_STOPPED: return nil
    default: return call.reason?.message ?? "the trainer failed and gave no reason"
    }
  }

  private func finish() throws(RunStop) -> Int32 {
    let result = made.json.withGalleyText { made in
      var model = galley_model_out()
      model.size = UInt32(MemoryLayout<galley_model_out>.size)
      model.context = Unmanaged.passUnretained(self).toOpaque()
      model.made = made
      model.progress = { TrainingSession.at($0).say(String($1)) }
      model.write = { TrainingSession.at($0).write($1) }
      return call.lend(stop: stop.pointer, deadline: 0, seed: 0) { call in
        trainer.functions.finish(context, state, call, &model)
      }
    }
    if let problem { throw problem }
    switch Int(result) {
    case GALLEY_OK: return 0
    case GALLEY_STOPPED: return interrupted()
    default:
      let reason = call.reason?.message ?? "failed and gave no reason"
      StandardError.say("error: trainer '\(trainer.name)': \(reason)")
      return 2
    }
  }

  private func interrupted() -> Int32 {
    StandardError.say("interrupted; no model was made")
    return 130
  }

  private func say(_ line: String) {
    if !request.isQuiet { StandardError.say(line) }
  }

  private func write(_ bytes: galley_text) -> galley_result {
    do throws(RunStop) {
      try output?.write(Array(UnsafeBufferPointer(bytes)))
      return galley_result(GALLEY_OK)
    } catch {
      problem = error
      return galley_result(GALLEY_CANNOT_GO_ON)
    }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> TrainingSession {
    guard let context else { preconditionFailure("a trainer passes back the context it got") }
    return Unmanaged<TrainingSession>.fromOpaque(context).takeUnretainedValue()
  }
}
