/// A half-open range of UTF-8 byte offsets in a text.
public struct TextSpan: Sendable, Hashable, BitwiseCopyable {
  /// First byte.
  public var start: UInt32
  /// One past the last byte.
  public var end: UInt32

  public init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  public init(_ range: Range<Int>) {
    self.init(start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
  }

  /// Length in bytes.
  public var count: Int { Int(end) - Int(start) }
  public var range: Range<Int> { Int(start)..<Int(end) }

  public func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }
  public func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }
}

/// Annotation order: start ascending, then end descending, so that the outer comes first.
extension TextSpan: Comparable {
  public static func < (a: TextSpan, b: TextSpan) -> Bool {
    a.start == b.start ? a.end > b.end : a.start < b.start
  }
}

extension TextSpan: CustomStringConvertible {
  public var description: String { "\(start)..<\(end)" }
}
