internal import CPCRE2

/// A pattern compiled so that a match begins where it is tried, or not at all.
///
/// What helps PCRE2 to find places where a match may begin is left out: each place comes from a
/// `CandidateScanner`. Safe to share, as `CompiledRegex` is.
final class AnchoredRegex: Sendable {
  private nonisolated(unsafe) let code: OpaquePointer
  private let isJIT: Bool

  /// Compiles `regex` anew; nil if PCRE2 refuses it in this form.
  init?(_ regex: CompiledRegex) {
    let bits = regex.options.compileBits | PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE
    let code = regex.source.withUnsafeBufferPointer { try? CompiledRegex.compile($0, bits: bits) }
    guard let code else { return nil }
    self.code = code
    isJIT = regex.isJIT && pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
  }

  deinit {
    pcre2_code_free_8(code)
  }

  /// Tries to match at `start`, with the limits of `context`.
  ///
  /// - Returns: the result of PCRE2: how many groups are set, or an error, such as no match.
  func match(
    _ text: UnsafeBufferPointer<UInt8>,
    at start: Int,
    _ data: OpaquePointer,
    _ context: OpaquePointer
  ) -> Int32 {
    if isJIT {
      return pcre2_jit_match_8(
        code,
        text.baseAddress,
        text.count,
        start,
        PCRE2_NOTEMPTY,
        data,
        context
      )
    }
    return pcre2_match_8(
      code,
      text.baseAddress,
      text.count,
      start,
      PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY,
      data,
      context
    )
  }
}
