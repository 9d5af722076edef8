import Synchronization

/// How far a run has come; written by the run, read by whoever shows it.
package final class RunProgress: Sendable {
  /// What a run is doing.
  enum Phase: Sendable, Hashable {
    /// All documents go through the lanes; a corpus stage makes another pass necessary.
    case pass(Int, of: Int)
    /// A corpus stage works on what it collected.
    case reduction(stage: String)

    var description: String {
      switch self {
      case .pass(let number, let count): "pass \(number) of \(count)"
      case .reduction(let stage): "reducing '\(stage)'"
      }
    }
  }

  private struct State {
    var phase = Phase.pass(1, of: 1)
    /// Monotonic nanoseconds.
    var begin = Clock.now()
    /// Documents of this phase, when they are known.
    var documents: Int?
  }

  private let stages: [String]
  private let times: [StageTimes]
  private let state = Mutex(State())
  private let documentCount = Atomic<Int>(0)
  private let byteCount = Atomic<Int>(0)
  private let failureCount = Atomic<Int>(0)
  private let droppedCount = Atomic<Int>(0)
  private let inputCount = Atomic<Int>(0)

  /// - Parameters:
  ///   - stages: ids of the stages.
  ///   - times: of each lane, by stage.
  init(stages: [String], times: [StageTimes]) {
    self.stages = stages
    self.times = times
  }

  /// A phase begins, with as many documents as are expected, if that is known.
  func begin(_ phase: Phase, documents: Int?) {
    state.withLock { $0 = State(phase: phase, documents: documents) }
    documentCount.store(0, ordering: .relaxed)
    byteCount.store(0, ordering: .relaxed)
  }

  /// Bytes of text, dropped and failed documents of this phase.
  func add(documents: Int, bytes: Int, failures: Int, dropped: Int) {
    documentCount.add(documents, ordering: .relaxed)
    byteCount.add(bytes, ordering: .relaxed)
    if failures > 0 { failureCount.add(failures, ordering: .relaxed) }
    if dropped > 0 { droppedCount.add(dropped, ordering: .relaxed) }
  }

  /// Bytes of the inputs, as they lie in their files, that readers have taken so far.
  func read(inputBytes: Int) { inputCount.store(inputBytes, ordering: .relaxed) }

  /// How it stands now.
  ///
  /// - Parameter inputBytes: of all inputs, when they are known.
  /// - Returns: counts of the phase that goes on.
  func snapshot(inputBytes: Int?) -> ProgressSnapshot {
    let state = state.withLock { $0 }
    var now = ProgressSnapshot()
    now.documents = documentCount.load(ordering: .relaxed)
    now.bytes = byteCount.load(ordering: .relaxed)
    now.failures = failureCount.load(ordering: .relaxed)
    now.dropped = droppedCount.load(ordering: .relaxed)
    now.seconds = Double(Clock.now() - state.begin) / 1e9
    now.slowest = slowest
    let ofDocuments = state.documents.map { Double(now.documents) / Double(max(1, $0)) }
    switch state.phase {
    case .pass(1, let count):
      now.phase = count > 1 ? state.phase.description : nil
      let read = Double(inputCount.load(ordering: .relaxed))
      let ofInput = inputBytes.map { read / Double(max(1, $0)) }
      now.fraction = [ofInput, ofDocuments].compactMap { $0 }.max()
    case .pass, .reduction:
      now.phase = state.phase.description
      now.fraction = ofDocuments
    }
    now.fraction = now.fraction.map { min(1, $0) }
    return now
  }

  private var slowest: ProgressSnapshot.Slowest? {
    let sums = stages.indices.map { stage in times.reduce(0) { $0 + $1[stage] } }
    let all = sums.reduce(0, +)
    guard all > 0, let most = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return nil }
    return .init(stage: stages[most], share: Double(sums[most]) / Double(all))
  }
}

/// How a run stands at one moment.
struct ProgressSnapshot: Sendable, Hashable {
  struct Slowest: Sendable, Hashable {
    var stage: String
    /// Of the time in all stages, 0...1.
    var share: Double
  }

  /// Nil when the run has only one.
  var phase: String?
  /// Of this phase, as bytes and seconds.
  var documents = 0
  /// Of text.
  var bytes = 0
  var seconds = 0.0
  /// Of this phase, 0...1; nil when its end is not known.
  var fraction: Double?
  var failures = 0
  var dropped = 0
  var slowest: Slowest?

  /// Seconds until the end of this phase, when it goes on as it has.
  var secondsLeft: Double? {
    guard let fraction, fraction > 0.005, seconds > 0.5 else { return nil }
    return seconds * (1 - fraction) / fraction
  }
}
