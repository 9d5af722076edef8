/// One token: a half-open range of UTF-8 byte offsets with its looks.
public struct TokenSpan: Equatable, Sendable {
  public var start: UInt32
  public var end: UInt32
  public var flags: TokenFlags
  /// The number of the contraction this token is part of, counted from 1; 0 = none.
  public var group: UInt32
}

/// The tokens of a text, in order.
public struct TokenList: Sendable {
  public var tokens: [TokenSpan] = []
  /// The whole contractions, by `TokenSpan.group - 1`.
  public var groups: [ByteSpan] = []

  public init() {}

  /// Empties the list and keeps its memory.
  public mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
  }
}
