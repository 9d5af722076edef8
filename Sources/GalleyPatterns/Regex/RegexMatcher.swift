internal import CPCRE2

/// The memory one lane needs for matching: match data, limits and a JIT stack.
///
/// Never used by two threads at a time, and by one scan at a time.
public final class RegexMatcher {
  let context: OpaquePointer
  /// Ends slices of searches whose attempts move.
  let sliceEnd = SliceEnd()
  private let stack: OpaquePointer
  private(set) var data: OpaquePointer
  private var groupCapacity: Int

  public init() {
    groupCapacity = 16
    context = Self.made(pcre2_match_context_create_8(nil))
    stack = Self.made(
      pcre2_jit_stack_create_8(RegexLimits.firstStackBytes, RegexLimits.stackBytes, nil)
    )
    data = Self.made(pcre2_match_data_create_8(UInt32(groupCapacity + 1), nil))
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    pcre2_set_heap_limit_8(context, RegexLimits.heapKibibytes)
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_jit_stack_free_8(stack)
    pcre2_match_context_free_8(context)
  }

  /// Looks for the matches of `regex` in `text`, from byte `start` on.
  ///
  /// The whole of `text` is visible to `^`, `\b` and lookbehind, whatever `start` is.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8; unchanged and alive as long as the scan is used.
  ///   - regex: what to look for.
  ///   - start: a scalar boundary in `text`, in UTF-8 bytes.
  ///   - stop: a 32-bit number another thread may write: 0 go on, 1 interrupted, 2 time is up.
  /// - Returns: the search, before its first match.
  public func scan(
    _ text: UnsafeBufferPointer<UInt8>,
    for regex: CompiledRegex,
    from start: Int = 0,
    stop: UnsafePointer<UInt32>? = nil
  ) -> RegexScan {
    precondition(start >= 0 && start <= text.count, "start \(start) outside 0...\(text.count)")
    makeRoom(forGroups: regex.groupCount)
    return RegexScan(matcher: self, regex: regex, text: text, from: start, stop: stop)
  }

  /// Makes sure that the match data holds the groups of a pattern with `count` groups.
  func makeRoom(forGroups count: Int) {
    guard count > groupCapacity else { return }
    pcre2_match_data_free_8(data)
    data = Self.made(pcre2_match_data_create_8(UInt32(count + 1), nil))
    groupCapacity = count
  }

  /// A match context with the stack of this matcher and the full step limit, for attempts at single
  /// places; its owner frees it, and keeps the matcher alive as long.
  func makeContextWithoutSlices() -> OpaquePointer {
    let context = Self.made(pcre2_match_context_create_8(nil))
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    pcre2_set_heap_limit_8(context, RegexLimits.heapKibibytes)
    pcre2_set_match_limit_8(context, RegexLimits.steps)
    return context
  }

  private static func made(_ object: OpaquePointer?) -> OpaquePointer {
    guard let object else { preconditionFailure("PCRE2 got no memory for a matcher") }
    return object
  }
}
