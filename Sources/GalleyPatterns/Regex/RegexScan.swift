internal import CPCRE2

/// A search through one text: each call of `next` gives the next match.
///
/// Matches do not overlap: each search begins where the match before it ended. An empty match does
/// not count; where the pattern could match the empty string or something longer, the longer one is
/// taken (PCRE2_NOTEMPTY). A match whose start `\K` moved behind its end is skipped.
///
/// The text is searched in slices of start positions. A slice only bounds where a match may start:
/// every match attempt sees the whole text, so the matches are those of a search without slices.
/// Where a verb such as `(*SKIP)` says which attempt comes next, the slice ends with the first attempt
/// behind it, and the next slice begins there.
public struct RegexScan {
  private let matcher: RegexMatcher
  private let regex: CompiledRegex
  private let text: UnsafeBufferPointer<UInt8>
  private let stop: StopFlag
  /// Where the next search begins, in UTF-8 bytes.
  private var position: Int
  /// Up to this offset slices are small and have the full step limit.
  private var carefulEnd = 0

  init(
    matcher: RegexMatcher,
    regex: CompiledRegex,
    text: UnsafeBufferPointer<UInt8>,
    from start: Int,
    stop: UnsafePointer<UInt32>?
  ) {
    self.matcher = matcher
    self.regex = regex
    self.text = text
    self.stop = StopFlag(stop)
    position = start
  }

  /// The next match, or nil at the end of the text.
  ///
  /// - Throws: `RegexMatchError` when a limit was hit or the stop flag is set.
  public mutating func next() throws(RegexMatchError) -> RegexMatch? {
    while position < text.count {
      try stop.look(at: position)
      let last = lastStartOfSlice()
      let result = search(upTo: last)
      switch result {
      case 1...:
        if let match = takeMatch(setCount: Int(result)) { return match }
      case PCRE2_ERROR_NOMATCH where regex.isAnchored || regex.movesStart:
        position = text.count
      case SliceEnd.reached:
        position = matcher.sliceEnd.nextStart
      case PCRE2_ERROR_NOMATCH:
        position = scalarBoundary(from: last + 1)
      case PCRE2_ERROR_MATCHLIMIT where !isCareful:
        carefulEnd = last + 1
      default:
        throw RegexMatchError(code: result, offset: position)
      }
    }
    return nil
  }

  private var isCareful: Bool {
    position < carefulEnd
  }

  /// The last offset at which a match of this slice may start, in UTF-8 bytes.
  private func lastStartOfSlice() -> Int {
    let count = isCareful ? RegexLimits.carefulSlice : RegexLimits.slice
    let last = min(position + count, text.count) - 1
    // PCRE2 does not try the LF of a CR LF unless the pattern names one of them. Both belong into
    // one slice, or a slice would begin where a search without slices makes no attempt.
    let splitsLineEnd =
      last + 1 < text.count && text[last] == UInt8(ascii: "\r")
      && text[last + 1] == UInt8(ascii: "\n")
    return splitsLineEnd ? last + 1 : last
  }

  private func search(upTo last: Int) -> Int32 {
    if regex.movesStart {
      matcher.sliceEnd.watch(matcher.context, last: last)
    } else {
      pcre2_set_offset_limit_8(matcher.context, last)
    }
    let steps = isCareful ? RegexLimits.steps : RegexLimits.quickSteps
    pcre2_set_match_limit_8(matcher.context, steps)
    defer { if regex.movesStart { matcher.sliceEnd.leave(matcher.context) } }
    return pcre2_match_8(
      regex.code,
      text.baseAddress,
      text.count,
      position,
      PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY,
      matcher.data,
      matcher.context
    )
  }

  private mutating func takeMatch(setCount: Int) -> RegexMatch? {
    guard let offsets = pcre2_get_ovector_pointer_8(matcher.data) else { return nil }
    let start = offsets[0]
    let end = offsets[1]
    // Only `\K` in a called group can end a match where it began; go on behind it then.
    position = end > position ? end : scalarBoundary(from: position + 1)
    return start < end ? RegexMatch(offsets: offsets, setCount: setCount) : nil
  }

  /// The first scalar boundary at or after `offset`.
  private func scalarBoundary(from offset: Int) -> Int {
    var offset = offset
    while offset < text.count, text[offset] & 0xC0 == 0x80 {
      offset += 1
    }
    return offset
  }
}
