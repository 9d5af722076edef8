import Synchronization

/// What a lane is doing now, for the watchdog's last words.
final class LaneActivity: Sendable {
  private let state = Mutex(("", ""))

  var value: (stage: String, document: String) { state.withLock { ($0.0, $0.1) } }

  func set(stage: String, document: String) { state.withLock { $0 = (stage, document) } }
}
