/// One place where a pattern fits; valid until the scan goes on.
public struct RegexMatch {
  /// Pairs of start and end offset in UTF-8 bytes, one pair per group, group 0 first.
  private let offsets: UnsafePointer<Int>
  /// How many pairs are set; groups beyond took no part in the match.
  private let setCount: Int

  init(offsets: UnsafePointer<Int>, setCount: Int) {
    self.offsets = offsets
    self.setCount = setCount
  }

  /// The whole match, half-open, in UTF-8 bytes of the text; never empty.
  public var span: Range<Int> {
    offsets[0]..<offsets[1]
  }

  /// The span of group `number`, half-open, in UTF-8 bytes of the text; may be empty.
  ///
  /// Nil if the group took no part in the match, or if `\K` put its start behind its end.
  public func span(ofGroup number: Int) -> Range<Int>? {
    guard number < setCount else { return nil }
    let start = offsets[2 * number]
    let end = offsets[2 * number + 1]
    // Unset offsets are the largest unsigned number, which reads as -1 here.
    guard start >= 0, start <= end else { return nil }
    return start..<end
  }

  /// The span of the first group of this name that took part in the match.
  public func span(of group: RegexGroupName) -> Range<Int>? {
    for number in group.numbers {
      if let span = span(ofGroup: number) { return span }
    }
    return nil
  }
}
