extension PatternReader {
  /// Reads what begins with a backslash outside of a class.
  mutating func readEscape() throws(NotRead) -> [PatternNode] {
    let start = index
    index += 1
    guard let letter = next else { throw NotRead() }
    guard letter < 0x80, Self.isAlphanumeric(letter) else { return [try literal(takeScalar())] }
    index += 1
    switch letter {
    case UInt8(ascii: "Q"): return try readQuotation()
    case UInt8(ascii: "E"): return []
    case UInt8(ascii: "K"):
      // Versions that allow it there let matches begin before the place where they are tried.
      guard assertionDepth == 0 else { throw NotRead() }
      return []
    case UInt8(ascii: "b"): return [.assertion(wordBoundary)]
    case UInt8(ascii: "B"): return [.assertion(noWordBoundary)]
    case UInt8(ascii: "A"): return [.assertion(GapCondition(left: .edgeOnly))]
    case UInt8(ascii: "z"): return [.assertion(GapCondition(right: .edgeOnly))]
    case UInt8(ascii: "Z"): return [.assertion(.endOfLine)]
    case UInt8(ascii: "R"): return [Self.lineEnd]
    case UInt8(ascii: "X"): return [.repetition(.character(.all), least: 1, most: nil)]
    case UInt8(ascii: "N"):
      if next == UInt8(ascii: "{") { throw NotRead() }
      return [.character(.notNewline)]
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      if let digit = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
        throw NotRead()
      }
      return [.anything]
    case UInt8(ascii: "k"), UInt8(ascii: "g"): return [try readReference(letter)]
    default:
      index = start
      if let scalar = takeCharacterEscape() { return [try literal(scalar)] }
      return [.character(try readClassEscape())]
    }
  }

  /// Reads `\Q…\E` from behind the Q.
  private mutating func readQuotation() throws(NotRead) -> [PatternNode] {
    var nodes: [PatternNode] = []
    while index < pattern.count, !take("\\E") { nodes.append(try literal(takeScalar())) }
    return nodes
  }

  /// Reads a back reference from behind its letter; calls of groups are not read.
  private mutating func readReference(_ letter: UInt8) throws(NotRead) -> PatternNode {
    if take("{") {
      _ = try take(upTo: UInt8(ascii: "}"))
    } else if letter == UInt8(ascii: "k"), take("<") {
      _ = try take(upTo: UInt8(ascii: ">"))
    } else if letter == UInt8(ascii: "k"), take("'") {
      _ = try take(upTo: UInt8(ascii: "'"))
    } else {
      throw NotRead()
    }
    return .anything
  }

  /// Reads an escape for one character, such as `\n` or `\x{e9}`, from its backslash on; steps over
  /// nothing and returns nil if something else comes.
  mutating func takeCharacterEscape() -> [UInt8]? {
    guard next == UInt8(ascii: "\\"), let letter = byte(at: 1) else { return nil }
    if let control = Self.controls[letter] {
      index += 2
      return [control]
    }
    guard letter == UInt8(ascii: "x") else { return nil }
    let digits: ArraySlice<UInt8>
    let end: Int
    if byte(at: 2) == UInt8(ascii: "{") {
      guard let close = pattern[index...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
      digits = pattern[(index + 3)..<close]
      end = close + 1
    } else {
      end = index + 4
      guard end <= pattern.count else { return nil }
      digits = pattern[(index + 2)..<end]
    }
    guard !digits.isEmpty, digits.allSatisfy(Self.isHexadecimal),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    index = end
    return Array(String(scalar).utf8)
  }

  /// Reads an escape for a set of characters, such as `\w` or `\p{Lu}`, from its backslash on.
  private mutating func readClassEscape() throws(NotRead) -> CharacterSet {
    let start = index
    index += 1
    guard let letter = next else { throw NotRead() }
    index += 1
    var others = CharacterSet.Others.any
    switch letter {
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      if take("{") { _ = try take(upTo: UInt8(ascii: "}")) } else { index += 1 }
      guard index <= pattern.count else { throw NotRead() }
    case UInt8(ascii: "d"), UInt8(ascii: "s"), UInt8(ascii: "w"):
      if !modes.hasUnicodeProperties { others = .only([]) }
    case UInt8(ascii: "D"), UInt8(ascii: "S"), UInt8(ascii: "W"), UInt8(ascii: "h"),
      UInt8(ascii: "H"), UInt8(ascii: "v"), UInt8(ascii: "V"):
      break
    default:
      throw NotRead()
    }
    return CharacterSet(ascii: try asciiMembers(ofElement: pattern[start..<index]), others: others)
  }

  private static let controls: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "e"): 27, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
    UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
  ]

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  /// `\R`: CR LF, or one of the characters that end a line in Unicode.
  private static let lineEnd = PatternNode.repetition(
    .character(CharacterSet(ascii: SymbolSet(10...13), others: .any)),
    least: 1,
    most: 2
  )
}

extension PatternReader {
  /// Words as `\b` sees them: those of ASCII, and with Unicode properties perhaps any others.
  private var wordSymbols: (mayBe: SymbolSet, mayBeNot: SymbolSet) {
    let letters = SymbolSet(0..<128).intersection(Self.asciiWord)
    guard modes.hasUnicodeProperties else { return (letters, letters.complement) }
    return (letters.union(.beyondASCII), letters.complement)
  }

  private static let asciiWord = SymbolSet((0..<128).filter { isAlphanumeric($0) || $0 == 95 })

  private var wordBoundary: GapCondition {
    let (word, other) = wordSymbols
    return GapCondition(cases: [
      GapCondition.Case(left: word, right: other), GapCondition.Case(left: other, right: word),
    ])
  }

  private var noWordBoundary: GapCondition {
    let (word, other) = wordSymbols
    return GapCondition(cases: [
      GapCondition.Case(left: word, right: word), GapCondition.Case(left: other, right: other),
    ])
  }
}
