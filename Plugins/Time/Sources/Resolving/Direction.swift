/// Where a sentence looks, seen from its document's date.
enum Direction: String, Codable, Sendable {
  case past, future
}
