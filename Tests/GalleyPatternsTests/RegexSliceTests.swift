import CPCRE2
import Testing

@testable import GalleyPatterns

/// A search in slices finds what PCRE2 finds when it searches the whole text at once.
@Suite struct RegexSliceTests {
  @Test(arguments: 0..<40)
  func `equals a search without slices`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<15 {
      let pattern = PatternGrammar.pattern(using: &random)
      let options = PatternGrammar.options(using: &random)
      let text = PatternGrammar.text(using: &random)
      for usesJIT in [true, false] {
        let regex = try CompiledRegex(pattern, options: options, usesJIT: usesJIT)
        guard let expected = naiveSearch(text, for: regex) else { continue }
        let isEqual = try search(text, for: regex) == expected
        #expect(isEqual, "seed \(seed), pattern \(pattern), JIT \(usesJIT)")
      }
    }
  }

  @Test(arguments: ["\r\n", "é\r\n", "\n\r"])
  func `equals a search without slices where line ends meet slice ends`(lineEnd: String) throws {
    let patterns = [#"\s[^a]?"#, #"(?m)$.?\W"#, #"[^b]\n"#, #"(?s)..a"#, #"(?m)^a"#]
    for shift in 0..<5 {
      let line = String(repeating: "a", count: 4_096 - 3 + shift) + lineEnd
      let text = Array(String(repeating: line, count: 3).utf8)
      for pattern in patterns {
        let regex = try CompiledRegex(pattern)
        #expect(try search(text, for: regex) == naiveSearch(text, for: regex), "\(pattern)")
      }
    }
  }

  /// Verbs say where the next attempt begins, or that there is none.
  ///
  /// They are compared with PCRE2's interpreter: its machine code (10.42) sometimes tries an
  /// alternative that a verb has ruled out, though not while it calls back.
  @Test(arguments: 0..<6)
  func `equals a search without slices where verbs move the search`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var compared = 0
    for _ in 0..<15 {
      let pattern = PatternGrammar.patternWithVerb(using: &random)
      let text = PatternGrammar.text(using: &random)
      for usesJIT in [true, false] {
        guard let regex = try? CompiledRegex(pattern, options: [], usesJIT: usesJIT),
          let expected = naiveSearch(text, for: regex, usesJIT: false)
        else { continue }
        let isEqual = try search(text, for: regex) == expected
        #expect(isEqual, "seed \(seed), pattern \(pattern), JIT \(usesJIT)")
        compared += 1
      }
    }
    #expect(compared > 10)
  }

  @Test(arguments: [
    (#""[^"]*"(*SKIP)(*F)|b"#, [8_000..<8_001]),
    ("a++(*SKIP)(*F)|b", [7_998..<7_999, 8_000..<8_001]),
    ("a(*COMMIT)b", []),
    ("(?:a++(*COMMIT:x)|.)\"", [0..<2]),
    ("a{10}(*PRUNE)(*F)|b", [7_998..<7_999, 8_000..<8_001]),
  ])
  func `does not look where a verb has led past`(pattern: String, expected: [Range<Int>]) throws {
    let text = #"x""# + String(repeating: "a", count: 7_996) + #"b"b"#
    #expect(try spans(of: pattern, in: text) == expected)
  }

  /// The same search with plain calls of PCRE2, or nil if it hits a limit.
  private func naiveSearch(
    _ text: [UInt8],
    for regex: CompiledRegex,
    usesJIT: Bool? = nil
  ) -> FoundMatches? {
    let code = regex.source.withUnsafeBufferPointer {
      try? CompiledRegex.compile($0, bits: regex.options.compileBits)
    }
    guard let code else { return nil }
    if usesJIT ?? regex.isJIT { pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) }
    let data = pcre2_match_data_create_from_pattern_8(code, nil)
    let limits = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(limits, RegexLimits.steps)
    defer {
      pcre2_code_free_8(code)
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(limits)
    }
    var found: FoundMatches = []
    var start = 0
    while start < text.count {
      let result = pcre2_match_8(
        code,
        text,
        text.count,
        start,
        PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY,
        data,
        limits
      )
      if result == PCRE2_ERROR_NOMATCH { return found }
      guard result > 0, let offsets = pcre2_get_ovector_pointer_8(data) else { return nil }
      found.append(
        (0...regex.groupCount).map { group in
          let isSet = group < result && offsets[2 * group] >= 0
          return isSet ? offsets[2 * group]..<offsets[2 * group + 1] : nil
        }
      )
      start = offsets[1]
    }
    return found
  }
}
