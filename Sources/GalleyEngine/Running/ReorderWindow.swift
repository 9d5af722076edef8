import Foundation

/// Puts finished items back into input order, and holds lanes back that are too far ahead.
///
/// Whichever lane completes the head writes out what is ready, so that no thread is needed for it;
/// the others go on meanwhile.
final class ReorderWindow<Item>: @unchecked Sendable {
  // Unchecked: everything mutable is read and written under `condition`.
  private let condition = NSCondition()
  private let longest: Int
  private let heaviest: Int
  private var head = 0
  private var waiting: [Int: (item: Item, bytes: Int)] = [:]
  private var bytes = 0
  private var isWriting = false
  private var failure: RunStop?
  private let write: (Item) throws(RunStop) -> Void

  /// - Parameters:
  ///   - longest: items in flight, at least 1.
  ///   - heaviest: bytes of finished items that wait.
  ///   - write: called for one item at a time, in input order.
  init(longest: Int, heaviest: Int, write: @escaping (Item) throws(RunStop) -> Void) {
    self.longest = max(1, longest)
    self.heaviest = heaviest
    self.write = write
  }

  /// Waits until the item of this number may be worked on.
  ///
  /// The head never waits, so the window always moves.
  func waitForRoom(_ number: Int) throws(RunStop) {
    condition.lock()
    defer { condition.unlock() }
    while failure == nil, number > head, number >= head + longest || bytes > heaviest {
      condition.wait()
    }
    if let failure { throw failure }
  }

  /// Hands in a finished item.
  func put(_ number: Int, _ item: Item, bytes count: Int) throws(RunStop) {
    condition.lock()
    waiting[number] = (item, count)
    bytes += count
    guard !isWriting else {
      condition.unlock()
      return
    }
    isWriting = true
    while failure == nil, let next = waiting.removeValue(forKey: head) {
      condition.unlock()
      let problem = result(of: next.item)
      condition.lock()
      bytes -= next.bytes
      head += 1
      failure = failure ?? problem
      condition.broadcast()
    }
    isWriting = false
    let problem = failure
    condition.unlock()
    if let problem { throw problem }
  }

  /// Ends the waiting of all lanes.
  func fail(_ stop: RunStop) {
    condition.lock()
    failure = failure ?? stop
    condition.broadcast()
    condition.unlock()
  }

  private func result(of item: Item) -> RunStop? {
    do throws(RunStop) {
      try write(item)
      return nil
    } catch {
      return error
    }
  }
}
