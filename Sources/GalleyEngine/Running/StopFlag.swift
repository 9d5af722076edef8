import GalleyABI
import Synchronization

/// The flag a stage looks at while it works: 0 go on, 1 interrupted, 2 time is up.
///
/// Read by the lane without a lock. Written by the lane, the watchdog and on interruption, each of which
/// decides by what it finds: so under a lock, or a watchdog that looked at one call would stop the next.
final class StopFlag: @unchecked Sendable {
  // Unchecked: the word behind `pointer` is only read and written atomically.
  enum Reason: UInt32 {
    case none = 0
    case interrupted = 1
    case timeIsUp = 2
  }

  private let word: UnsafeMutablePointer<UInt32>
  /// Monotonic nanoseconds at which the call must be over; 0: none, or no call.
  ///
  /// Its lock is held by whoever writes the word.
  private let deadline = Mutex<UInt64>(0)

  init() {
    word = .allocate(capacity: 1)
    word.initialize(to: 0)
  }

  deinit { word.deallocate() }

  var pointer: UnsafePointer<UInt32> { UnsafePointer(word) }
  var reason: Reason { Reason(rawValue: galley_load_relaxed(word)) ?? .none }

  /// A call begins; an interruption stays.
  func begin(deadline limit: UInt64) {
    deadline.withLock { deadline in
      if reason == .timeIsUp { galley_store_relaxed(word, 0) }
      deadline = limit
    }
  }

  func end() { deadline.withLock { $0 = 0 } }

  func interrupt() {
    deadline.withLock { _ in galley_store_relaxed(word, Reason.interrupted.rawValue) }
  }

  /// Sets the flag when time is up.
  ///
  /// - Returns: nanoseconds the call is over its deadline, 0 when it is not.
  func check(now: UInt64) -> UInt64 {
    deadline.withLock { limit in
      guard limit > 0, now > limit else { return 0 }
      if reason == .none { galley_store_relaxed(word, Reason.timeIsUp.rawValue) }
      return now - limit
    }
  }
}
