/// The regular expression of a `matches`, looked for anywhere in a text.
struct WhenPattern: Sendable {
  /// Why a pattern cannot be used.
  struct Failure: Error {
    var message: String
    /// Bytes from the start of the pattern.
    var offset: Int
  }

  private let search: @Sendable (String) -> Bool

  init(_ pattern: String) throws(Failure) {
    do {
      _ = try Regex(pattern)
    } catch {
      throw Failure(message: "not a regular expression", offset: 0)
    }
    search = { text in
      guard let regex = try? Regex(pattern) else { return false }
      return text.contains(regex)
    }
  }

  func isFound(in text: String) -> Bool { search(text) }
}
