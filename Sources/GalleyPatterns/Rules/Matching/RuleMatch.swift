package import GalleyKit

/// A place where a rule fits.
package struct RuleMatch: Sendable {
  /// Number of the rule among those that compiled.
  package var rule: Int
  /// UTF-8 bytes, from its first token to its last.
  package var span: TextSpan
  /// Positions in the lattice of its phase.
  var positions: Range<Int>
  /// Last entry of its trail.
  var trail: Int32
}

/// What a capture of a match holds: a token or an annotation.
package struct CapturedItem: Sendable {
  /// Number of its type in the rule set; 0 is the token.
  package var type: Int
  package var span: TextSpan
  package var id: UInt32
  /// Row of its table; of an annotation this stage made, `-1 -` its number.
  var row: Int32
}

/// A capture of a match.
package struct RuleCapture: Sendable {
  /// UTF-8 bytes, from the first thing captured to the last; nil: it took no part.
  package var span: TextSpan?
  package var items: [CapturedItem] = []
}

/// One entry of a trail: what a path through a pattern did, each with the entry before it.
struct TrailEntry {
  enum Kind: UInt8 {
    /// Came through the step several lead to with the number `argument`.
    case join
    /// A capture began, ended.
    case begin, end
    /// Went over the annotation with the number `argument`.
    case item
    /// A context that captures begins; it looks behind when `argument` is 1.
    case enter
    /// It ends, and the path goes on where it was; `argument` is the entry with which it began.
    case leave
  }

  var kind: Kind
  var parent: Int32
  var position: Int32
  var argument: Int32
}
