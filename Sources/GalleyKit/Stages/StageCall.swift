public import GalleyABI

/// One call of a stage: when to stop, and its seed.
public struct StageCall: ~Copyable {
  public let pointer: UnsafePointer<galley_call>

  public init(_ pointer: UnsafePointer<galley_call>) { self.pointer = pointer }

  /// For loops that look themselves: 0 go on, 1 interrupted, 2 time is up.
  public var stopFlag: UnsafePointer<UInt32>? { pointer.pointee.stop }

  /// Whether the host asks the stage to stop.
  public var isStopped: Bool {
    guard let flag = pointer.pointee.stop else { return false }
    return loadStopFlag(flag) != 0
  }

  /// Look at this at least every millisecond of work.
  ///
  /// - Throws: `StopRequest` when the host asks the stage to stop.
  public func checkStop() throws(StopRequest) {
    if isStopped { throw StopRequest() }
  }

  /// The same for this document and stage in every run.
  public var randomSeed: UInt64 { pointer.pointee.random_seed }
}

/// The stage stopped as asked.
public struct StopRequest: Error, Sendable {
  public init() {}
}

/// Trouble in one document, with a kebab-case code.
public struct StageFailure: Error, Sendable, CustomStringConvertible {
  public var code: String
  public var message: String
  /// Whether the stage can go on with the next document.
  public var isFatal: Bool

  public init(code: String, _ message: String, isFatal: Bool = false) {
    self.code = code
    self.message = message
    self.isFatal = isFatal
  }

  public var description: String { message }
}

/// Reads the host's stop flag; another thread writes it.
@inline(__always)
func loadStopFlag(_ flag: UnsafePointer<UInt32>) -> UInt32 {
  galley_load_relaxed(flag)
}
