/// Where a sentence looks, seen from its document's date.
enum Direction: String, Sendable {
  case past, future
}
