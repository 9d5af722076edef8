import GalleyKit

/// One token: a half-open range of UTF-8 byte offsets with its looks.
struct TokenSpan: Equatable, Sendable {
  var start: UInt32
  var end: UInt32
  var flags: TokenFlags
  /// The number of the contraction this token is part of, counted from 1; 0 = none.
  var group: UInt32
}

/// The tokens of a text, in order.
struct TokenList: Sendable {
  var tokens: [TokenSpan] = []
  /// The whole contractions, by `TokenSpan.group - 1`.
  var groups: [TextSpan] = []

  init() {}

  /// Empties the list and keeps its memory.
  mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
  }
}
