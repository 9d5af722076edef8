/// Where a sentence looks, seen from its document's date.
enum Direction: String, Sendable, CaseIterable {
  /// A verb beside the expression says so: it rose on Jan. 2.
  case past, future
  /// Some verb of the sentence says so: it set a deadline of Jan. 2.
  case likelyPast = "likely_past"
  case likelyFuture = "likely_future"
  /// Back from what is told: it had risen on Jan. 2.
  case before
  /// Ahead, unless what is behind is much nearer: infinitives, what can or may be.
  case possible

  /// What it is when the verb does not stand beside the expression.
  var likely: Direction {
    switch self {
    case .past: .likelyPast
    case .future: .likelyFuture
    default: self
    }
  }

  var isPast: Bool { self == .past || self == .likelyPast || self == .before }
  var isFuture: Bool { self == .future || self == .likelyFuture || self == .possible }

  /// As one of the two.
  var plain: Direction { isPast ? .past : .future }
}
