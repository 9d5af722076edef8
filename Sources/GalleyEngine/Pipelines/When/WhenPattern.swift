import GalleyPatterns

/// The regular expression of a `matches`, PCRE2 syntax, looked for anywhere in a text.
struct WhenPattern: Sendable {
  private let regex: CompiledRegex

  /// Compiles a pattern.
  ///
  /// - Throws: what is wrong with it, with the byte of the pattern.
  init(_ pattern: String) throws(RegexError) {
    regex = try CompiledRegex(pattern)
  }

  /// Whether the pattern is found; not, when looking for it goes past the limits of matching.
  func isFound(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var scan = RegexMatcher().scan(bytes, for: regex)
      do throws(RegexMatchError) {
        return try scan.next() != nil
      } catch {
        return false
      }
    }
  }
}
