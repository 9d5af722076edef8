import GalleyKit

/// How one document uses one term.
struct TermUse: Codable, Hashable {
  let term: String
  /// The first token, UTF-8 bytes.
  let start: UInt32
  let end: UInt32
  /// Ids of all its tokens.
  var tokens: [UInt32] = []

  init(_ term: String, first: TextSpan) {
    self.term = term
    start = first.start
    end = first.end
  }

  var first: TextSpan { TextSpan(start: start, end: end) }
}
