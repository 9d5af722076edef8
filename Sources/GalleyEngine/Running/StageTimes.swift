import Synchronization

/// Nanoseconds spent in each stage by one lane.
///
/// Added to by the lane's thread alone, so without a locked instruction; read by whoever shows progress.
final class StageTimes: @unchecked Sendable {
  // Unchecked: the numbers behind `values` are only read and written atomically.
  private let values: UnsafeMutablePointer<Atomic<UInt64>>
  private let count: Int

  init(count: Int) {
    self.count = count
    values = .allocate(capacity: max(1, count))
    for i in 0..<count { (values + i).initialize(to: Atomic(0)) }
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
  }

  subscript(stage: Int) -> UInt64 { values[stage].load(ordering: .relaxed) }

  func add(_ nanoseconds: UInt64, to stage: Int) {
    values[stage].store(self[stage] &+ nanoseconds, ordering: .relaxed)
  }
}
