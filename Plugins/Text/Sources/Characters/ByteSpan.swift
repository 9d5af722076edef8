/// A half-open range of UTF-8 byte offsets, `start..<end`.
public struct ByteSpan: Equatable, Sendable {
  public var start: UInt32
  public var end: UInt32

  public init(start: Int, end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }
}
