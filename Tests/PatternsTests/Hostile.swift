import Testing

/// A pattern made to do harm, and what is said of it.
struct Hostile: CustomTestStringConvertible {
  var pattern: String
  var message: String

  init(_ pattern: String, _ message: String) {
    self.pattern = pattern
    self.message = message
  }

  /// Its beginning, as some are a megabyte long.
  var testDescription: String { "\(pattern.prefix(20))…" }
}
