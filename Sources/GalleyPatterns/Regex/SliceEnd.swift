internal import CPCRE2

/// Stops a search at its first attempt behind a slice, wherever the pattern lets it begin.
///
/// PCRE2 calls back before each item of the pattern, and says where the attempt began.
final class SliceEnd {
  /// What the search returns then; no other error of PCRE2 has this number.
  static let reached = PCRE2_ERROR_CALLOUT

  /// The last offset at which an attempt of the slice may begin, in UTF-8 bytes.
  private var last = 0
  /// Where the attempt behind the slice begins, in UTF-8 bytes.
  private(set) var nextStart = 0

  /// Watches the next search with `context`; it must be left behind it.
  func watch(_ context: OpaquePointer, last: Int) {
    self.last = last
    pcre2_set_offset_limit_8(context, Int.max)
    pcre2_set_callout_8(
      context,
      { block, data in
        guard let block, let data else { return 0 }
        let end = Unmanaged<SliceEnd>.fromOpaque(data).takeUnretainedValue()
        return end.answer(toAttemptAt: block.pointee.start_match)
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }

  func leave(_ context: OpaquePointer) {
    pcre2_set_callout_8(context, nil, nil)
  }

  private func answer(toAttemptAt start: Int) -> Int32 {
    guard start > last else { return 0 }
    nextStart = start
    return Self.reached
  }
}
