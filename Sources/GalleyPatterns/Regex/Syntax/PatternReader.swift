/// Reads PCRE2 syntax into nodes, or gives up.
///
/// It reads patterns that PCRE2 has compiled. The source of truth is pcre2pattern(3); what is rare
/// there, differs between versions, or moves about in the text in ways that are not regular
/// (recursion, backtracking verbs, conditions) is not read: the pattern is then searched for
/// without an automaton.
struct PatternReader {
  /// Why a pattern is not read; it is no fault of the pattern.
  struct NotRead: Error {}

  /// What `(?imsx)` switch.
  struct Modes {
    var isCaseless: Bool
    var isMultiline: Bool
    var isDotAll: Bool
    var isExtended: Bool
    /// Whether spaces in classes may not count.
    var isExtendedInClasses = false
    var hasUnicodeProperties: Bool

    init(_ options: RegexOptions) {
      isCaseless = options.contains(.caseless)
      isMultiline = options.contains(.multiline)
      isDotAll = options.contains(.dotAll)
      isExtended = options.contains(.extended)
      hasUnicodeProperties = options.contains(.unicodeProperties)
    }
  }

  let pattern: [UInt8]
  var index = 0
  var modes: Modes
  /// How many assertions are around the place that is being read.
  var assertionDepth = 0
  /// How many capturing groups were read so far.
  var captureCount = 0
  var asciiMembers: AsciiMembers

  private init(_ pattern: [UInt8], modes: Modes, asciiMembers: AsciiMembers) {
    self.pattern = pattern
    self.modes = modes
    self.asciiMembers = asciiMembers
  }

  /// Reads `pattern`, which PCRE2 compiles with `options`.
  ///
  /// - Parameters:
  ///   - pattern: PCRE2 syntax, UTF-8.
  ///   - options: those it was compiled with.
  ///   - members: what PCRE2 said about classes before, and what it says now.
  /// - Returns: what the pattern can match at most; nil if it is not read.
  static func read(
    _ pattern: [UInt8],
    options: RegexOptions,
    asking members: inout AsciiMembers
  ) -> PatternNode? {
    var reader = PatternReader(pattern, modes: Modes(options), asciiMembers: members)
    defer { members = reader.asciiMembers }
    do throws(NotRead) {
      if options.contains(.literal) { return try reader.readPlainString() }
      let node = try reader.readAlternatives()
      return reader.index == pattern.count ? node : nil
    } catch {
      return nil
    }
  }

  private mutating func readPlainString() throws(NotRead) -> PatternNode {
    var nodes: [PatternNode] = []
    while index < pattern.count { nodes.append(try literal(takeScalar())) }
    return .sequence(nodes)
  }

  /// Reads up to the `)` that ends the group, or to the end of the pattern.
  mutating func readAlternatives() throws(NotRead) -> PatternNode {
    var alternatives = [try readSequence()]
    while take("|") { alternatives.append(try readSequence()) }
    return alternatives.count == 1 ? alternatives[0] : .alternation(alternatives)
  }

  private mutating func readSequence() throws(NotRead) -> PatternNode {
    var nodes: [PatternNode] = []
    var captureCountBeforeItem = captureCount
    while let byte = next {
      if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ")") { break }
      if skipIgnored() { continue }
      if let (least, most, isPossessive) = try takeQuantifier() {
        // PCRE2's machine code may leave such groups as an attempt at another place set them.
        if isPossessive, captureCount > captureCountBeforeItem { throw NotRead() }
        // Some versions of PCRE2 take what is repeated zero times for the beginning of a match.
        guard most != 0, let repeated = nodes.popLast() else { throw NotRead() }
        nodes.append(.repetition(repeated, least: least, most: most))
        continue
      }
      captureCountBeforeItem = captureCount
      try readItem(into: &nodes)
    }
    return .sequence(nodes)
  }

  private mutating func readItem(into nodes: inout [PatternNode]) throws(NotRead) {
    guard let byte = next else { return }
    switch byte {
    case UInt8(ascii: "("):
      if let node = try readGroup() { nodes.append(node) }
    case UInt8(ascii: "["):
      nodes.append(.character(try readClass()))
    case UInt8(ascii: "\\"):
      nodes += try readEscape()
    case UInt8(ascii: "."):
      index += 1
      nodes.append(.character(modes.isDotAll ? .all : .notNewline))
    case UInt8(ascii: "^"):
      index += 1
      let newlines = SymbolSet(Self.newlines)
      let left = modes.isMultiline ? SymbolSet.edgeOnly.union(newlines) : .edgeOnly
      nodes.append(.assertion(GapCondition(left: left)))
    case UInt8(ascii: "$"):
      index += 1
      nodes.append(.assertion(.endOfLine))
    default:
      nodes.append(try literal(takeScalar()))
    }
  }

  static let newlines = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
}

// MARK: - Pieces

extension PatternReader {
  var next: UInt8? {
    index < pattern.count ? pattern[index] : nil
  }

  func byte(at offset: Int) -> UInt8? {
    index + offset < pattern.count ? pattern[index + offset] : nil
  }

  /// Steps over `text` if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= pattern.count else { return false }
    for offset in 0..<count where pattern[index + offset] != text.utf8Start[offset] { return false }
    index += count
    return true
  }

  /// Steps over everything up to and with `end`, and returns what lies before it.
  mutating func take(upTo end: UInt8) throws(NotRead) -> ArraySlice<UInt8> {
    guard let place = pattern[index...].firstIndex(of: end) else { throw NotRead() }
    defer { index = place + 1 }
    return pattern[index..<place]
  }

  /// The bytes of the next character.
  mutating func takeScalar() -> [UInt8] {
    let start = index
    index += 1
    while let byte = next, byte & 0xC0 == 0x80 { index += 1 }
    return Array(pattern[start..<index])
  }

  /// Steps over white space and a comment, where the modes say that they do not count.
  private mutating func skipIgnored() -> Bool {
    guard modes.isExtended, let byte = next else { return false }
    if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
      index += 1
      return true
    }
    guard byte == UInt8(ascii: "#") else { return false }
    while let byte = next, !Self.newlines.contains(byte) { index += 1 }
    return true
  }

  /// Reads a quantifier, if one comes next, with the sign that makes it lazy or possessive.
  private mutating func takeQuantifier() throws(NotRead)
    -> (least: Int, most: Int?, isPossessive: Bool)?
  {
    let range: (Int, Int?)
    if take("*") {
      range = (0, nil)
    } else if take("+") {
      range = (1, nil)
    } else if take("?") {
      range = (0, 1)
    } else if next == UInt8(ascii: "{"), let counts = try takeCounts() {
      range = counts
    } else {
      return nil
    }
    let isPossessive = !take("?") && take("+")
    return (range.0, range.1, isPossessive)
  }

  /// Reads `{2}`, `{2,}` or `{2,3}`; a brace that is not one of these and could not become one in
  /// another version of PCRE2 is a character.
  private mutating func takeCounts() throws(NotRead) -> (least: Int, most: Int?)? {
    let start = index
    index += 1
    if let least = takeNumber() {
      if take("}") { return (least, least) }
      if take(",") {
        if take("}") { return (least, nil) }
        if let most = takeNumber(), most >= least, take("}") { return (least, most) }
      }
      throw NotRead()
    }
    if next == UInt8(ascii: ",") || next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") {
      throw NotRead()
    }
    index = start
    return nil
  }

  private mutating func takeNumber() -> Int? {
    let start = index
    var number = 0
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), number < 100_000
    {
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      index += 1
    }
    return index > start ? number : nil
  }

  /// The node of one character that stands for itself.
  mutating func literal(_ scalar: [UInt8]) throws(NotRead) -> PatternNode {
    guard scalar[0] < 0x80 else {
      // PCRE2 ignores some spaces beyond ASCII in extended patterns.
      if modes.isExtended, Self.mayBeSpace(scalar) { throw NotRead() }
      guard modes.isCaseless else {
        return .character(CharacterSet(ascii: .none, others: .only([scalar])))
      }
      let ascii = try asciiMembers(ofElement: scalar)
      return .character(CharacterSet(ascii: ascii, others: .any))
    }
    var ascii = SymbolSet(scalar)
    let letter = scalar[0] | 0x20
    guard modes.isCaseless, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) else {
      return .character(CharacterSet(ascii: ascii, others: .only([])))
    }
    ascii.insert(letter)
    ascii.insert(letter & ~0x20)
    // The long s and the Kelvin sign are the only ones that fold to an ASCII letter.
    let folds = letter == UInt8(ascii: "k") || letter == UInt8(ascii: "s")
    return .character(CharacterSet(ascii: ascii, others: folds ? .any : .only([])))
  }

  /// Whether `scalar` is one of U+0085, U+200E, U+200F, U+2028, U+2029, or looks like it.
  private static func mayBeSpace(_ scalar: [UInt8]) -> Bool {
    scalar == [0xC2, 0x85]
      || scalar.starts(with: [0xE2, 0x80])
        && [0x8E, 0x8F, 0xA8, 0xA9].contains(scalar[2])
  }

  /// The ASCII characters which `element`, as written, matches in the present modes.
  mutating func asciiMembers(
    ofElement element: some Sequence<UInt8>
  ) throws(NotRead) -> SymbolSet {
    let asked = AsciiMembers.Element(
      text: Array(element),
      isCaseless: modes.isCaseless,
      hasUnicodeProperties: modes.hasUnicodeProperties
    )
    guard let set = asciiMembers.members(of: asked) else { throw NotRead() }
    return set
  }
}

extension CharacterSet {
  /// What `.` matches: lines end as PCRE2 is told when it compiles, at CR, LF or CR LF.
  static let notNewline = CharacterSet(
    ascii: SymbolSet(PatternReader.newlines).complement.intersection(.ascii),
    others: .any
  )
}

extension GapCondition {
  /// `$` and `\Z`: at the end, or before a line end.
  static let endOfLine = GapCondition(
    right: SymbolSet.edgeOnly.union(SymbolSet(PatternReader.newlines))
  )
}
