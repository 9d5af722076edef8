extension PatternReader {
  /// Reads a group from its `(` on; nil if it is a comment or sets modes.
  mutating func readGroup() throws(NotRead) -> PatternNode? {
    index += 1
    // Verbs, and alphabetic names of assertions.
    if next == UInt8(ascii: "*") { throw NotRead() }
    guard take("?") else { return try readCapture() }
    if take("#") {
      _ = try take(upTo: UInt8(ascii: ")"))
      return nil
    }
    if take(":") || take(">") || take("|") { return try readBody() }
    if take("=") || take("*") { return try readAssertion(.first, isNegative: false) }
    if take("!") { return try readAssertion(.first, isNegative: true) }
    if take("<=") || take("<*") { return try readAssertion(.last, isNegative: false) }
    if take("<!") { return try readAssertion(.last, isNegative: true) }
    if take("P=") {
      _ = try take(upTo: UInt8(ascii: ")"))
      return .anything
    }
    if take("P<") || take("<") {
      _ = try take(upTo: UInt8(ascii: ">"))
      return try readCapture()
    }
    if take("'") {
      _ = try take(upTo: UInt8(ascii: "'"))
      return try readCapture()
    }
    return try readModes()
  }

  private mutating func readCapture() throws(NotRead) -> PatternNode {
    captureCount += 1
    return try readBody()
  }

  /// Reads the alternatives of a group and its `)`; modes set inside end with it.
  private mutating func readBody() throws(NotRead) -> PatternNode {
    let outer = modes
    let node = try readAlternatives()
    modes = outer
    guard take(")") else { throw NotRead() }
    return node
  }

  /// Reads `(?i)`, `(?i-x)` or `(?i:…)` from behind the question mark.
  private mutating func readModes() throws(NotRead) -> PatternNode? {
    var changed = modes
    var isOn = true
    if take("^") {
      changed.isCaseless = false
      changed.isMultiline = false
      changed.isDotAll = false
      changed.isExtended = false
      changed.isExtendedInClasses = false
    }
    while let letter = next {
      index += 1
      switch letter {
      case UInt8(ascii: "i"): changed.isCaseless = isOn
      case UInt8(ascii: "m"): changed.isMultiline = isOn
      case UInt8(ascii: "s"): changed.isDotAll = isOn
      case UInt8(ascii: "x"):
        changed.isExtended = isOn
        changed.isExtendedInClasses = isOn && (changed.isExtendedInClasses || take("x"))
      case UInt8(ascii: "n"), UInt8(ascii: "J"), UInt8(ascii: "U"): break
      case UInt8(ascii: "-"): isOn = false
      case UInt8(ascii: ")"):
        modes = changed
        return nil
      case UInt8(ascii: ":"):
        let outer = modes
        modes = changed
        let node = try readAlternatives()
        modes = outer
        guard take(")") else { throw NotRead() }
        return node
      default: throw NotRead()
      }
    }
    throw NotRead()
  }

  /// Reads what an assertion looks for and keeps of it what it says about the nearest symbol.
  ///
  /// - Parameters:
  ///   - end: the end of the text it looks for that touches the place of the assertion: the first
  ///     for a look ahead, the last for a look behind.
  ///   - isNegative: whether the text must not be there.
  /// - Returns: the assertion.
  /// - Throws: `NotRead` when something in it is not read.
  private mutating func readAssertion(
    _ end: PatternNode.End,
    isNegative: Bool
  ) throws(NotRead) -> PatternNode {
    assertionDepth += 1
    let node = try readBody()
    assertionDepth -= 1
    var nearest = SymbolSet.all
    if isNegative {
      // None of the alternatives is there; those of one character exclude it.
      for case .character(let set) in node.alternatives {
        nearest = nearest.intersection(set.ascii.complement)
      }
    } else {
      let symbols = node.symbols(at: end)
      if !symbols.canBeEmpty { nearest = symbols.set }
    }
    let isAhead = end == .first
    return .assertion(
      isAhead ? GapCondition(right: nearest) : GapCondition(left: nearest)
    )
  }
}
