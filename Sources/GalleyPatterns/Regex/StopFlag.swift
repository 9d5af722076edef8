import Synchronization

/// A number another thread may write to end a search: 0 go on, 1 interrupted, 2 time is up.
struct StopFlag {
  private let number: UnsafePointer<UInt32>?

  init(_ number: UnsafePointer<UInt32>?) {
    self.number = number
  }

  /// Throws if the search is to end, with the offset it has come to, in UTF-8 bytes.
  func look(at offset: Int) throws(RegexMatchError) {
    switch value {
    case 0: return
    case 2: throw RegexMatchError(kind: .timeUp, offset: offset)
    default: throw RegexMatchError(kind: .interrupted, offset: offset)
    }
  }

  /// Whether the search is to end.
  var isSet: Bool {
    value != 0
  }

  private var value: UInt32 {
    guard let number else { return 0 }
    let flag = UnsafeRawPointer(number).assumingMemoryBound(to: Atomic<UInt32>.self)
    return flag.pointee.load(ordering: .relaxed)
  }
}
