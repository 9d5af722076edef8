internal import CPCRE2

/// Asks PCRE2 which ASCII characters an element of one character matches, such as `\w` or `[^a]`.
///
/// So nobody here has to know what is in a class, and no version of PCRE2 can disagree.
struct AsciiMembers {
  struct Element: Hashable {
    /// The element as written in the pattern, UTF-8.
    var text: [UInt8]
    var isCaseless: Bool
    var hasUnicodeProperties: Bool
  }

  private var known: [Element: SymbolSet] = [:]

  /// The ASCII characters `element` matches, or nil if PCRE2 does not compile it by itself.
  mutating func members(of element: Element) -> SymbolSet? {
    if let set = known[element] { return set }
    let caseless = element.isCaseless ? PCRE2_CASELESS : 0
    let properties = element.hasUnicodeProperties ? PCRE2_UCP : 0
    var error: Int32 = 0
    var offset = 0
    let code = pcre2_compile_8(
      element.text,
      element.text.count,
      PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_ANCHORED | caseless | properties,
      &error,
      &offset,
      nil
    )
    guard let code, let data = pcre2_match_data_create_8(1, nil) else { return nil }
    defer {
      pcre2_match_data_free_8(data)
      pcre2_code_free_8(code)
    }
    var set = SymbolSet.none
    for byte in UInt8(0)..<128 {
      let result = withUnsafePointer(to: byte) { pcre2_match_8(code, $0, 1, 0, 0, data, nil) }
      if result >= 0, pcre2_get_ovector_pointer_8(data)?[1] == 1 { set.insert(byte) }
    }
    known[element] = set
    return set
  }
}
