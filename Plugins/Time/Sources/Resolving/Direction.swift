/// Where a sentence looks, seen from its document's date.
enum Direction: String, Sendable {
  case past, future
  /// Ahead, unless what is behind is much nearer: infinitives, what can or may be.
  case possible
}
