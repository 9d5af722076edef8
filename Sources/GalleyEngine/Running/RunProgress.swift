import Synchronization

/// How far a run has come; read by whoever shows it.
package final class RunProgress: Sendable {
  private let documentCount = Atomic<Int>(0)
  private let byteCount = Atomic<Int>(0)
  private let failureCount = Atomic<Int>(0)

  package init() {}

  package var documents: Int { documentCount.load(ordering: .relaxed) }
  /// Bytes of text.
  package var bytes: Int { byteCount.load(ordering: .relaxed) }
  package var failures: Int { failureCount.load(ordering: .relaxed) }

  func add(documents: Int, bytes: Int, failures: Int) {
    documentCount.add(documents, ordering: .relaxed)
    byteCount.add(bytes, ordering: .relaxed)
    failureCount.add(failures, ordering: .relaxed)
  }
}
