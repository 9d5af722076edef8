import GalleyKit

/// The flags that follow from the letters of a token.
extension TokenPass {
  /// The flags of `start..<end`, read once more; not for tokens on the fast path.
  func looks(_ start: Int, _ end: Int) -> TokenFlags {
    let classes = classes(start, end)
    if classes.contains(.high) { return scalarLooks(start, end) }
    var flags: TokenFlags = []
    if !classes.isDisjoint(with: .letter) {
      flags.insert(.letters)
      flags.formUnion(caseFlags(start, end))
    }
    if classes.contains(.digit) {
      flags.insert(.digits)
      if classes.isDisjoint(with: .letter) { flags.insert(.number) }
    }
    return flags.isEmpty ? .punctuation : flags
  }

  private func caseFlags(_ start: Int, _ end: Int) -> TokenFlags {
    var lower = 0
    var upper = 0
    for offset in start..<end {
      let byteClass = text.byteClass(offset)
      if byteClass == .lower { lower += 1 }
      if byteClass == .upper { upper += 1 }
    }
    return Self.caseFlags(
      lower: lower,
      upper: upper,
      beginsUpper: text.byteClass(start) == .upper
    )
  }

  private static func caseFlags(lower: Int, upper: Int, beginsUpper: Bool) -> TokenFlags {
    var flags: TokenFlags = beginsUpper ? .capitalised : []
    if lower == 0, upper > 1 { flags.insert(.allCapitals) }
    if lower > 0, upper > (beginsUpper ? 1 : 0) { flags.insert(.mixedCase) }
    return flags
  }

  private func scalarLooks(_ start: Int, _ end: Int) -> TokenFlags {
    var flags: TokenFlags = .beyondASCII
    var lower = 0
    var upper = 0
    var offset = start
    while offset < end {
      let (kind, length) = text.kind(at: offset)
      switch kind {
      case .upper: upper += 1
      case .lower: lower += 1
      case .letter: flags.insert(.letters)
      case .digit: flags.insert(.digits)
      default: break
      }
      offset += length
    }
    if lower + upper > 0 {
      flags.insert(.letters)
      let beginsUpper = text.kind(at: start).kind == .upper
      flags.formUnion(Self.caseFlags(lower: lower, upper: upper, beginsUpper: beginsUpper))
    }
    if flags.contains(.digits), !flags.contains(.letters) { flags.insert(.number) }
    return flags
  }
}
