extension PatternReader {
  /// Reads a class from its `[` on.
  ///
  /// What it has among ASCII says PCRE2; here only its end is found, and which characters beyond
  /// ASCII it can have.
  mutating func readClass() throws(NotRead) -> CharacterSet {
    let start = index
    index += 1
    // Word boundaries in disguise.
    if take("[:<:]]") || take("[:>:]]") { throw NotRead() }
    var others: [[UInt8]]? = []
    if take("^") || modes.isCaseless { others = nil }
    var isFirst = true
    while isFirst || next != UInt8(ascii: "]") {
      guard let members = try readClassItem() else {
        others = nil
        isFirst = false
        continue
      }
      isFirst = false
      others?.append(contentsOf: members)
    }
    index += 1
    // `(?xx)` leaves spaces and tabs out of classes.
    if modes.isExtendedInClasses, pattern[start..<index].contains(where: { $0 == 32 || $0 == 9 }) {
      throw NotRead()
    }
    if let count = others?.count, count > Self.mostListed { others = nil }
    return CharacterSet(
      ascii: try asciiMembers(ofElement: pattern[start..<index]),
      others: others.map { .only($0) } ?? .any
    )
  }

  /// Beyond as many characters a class is taken to have any.
  private static let mostListed = 12

  /// Reads one item of a class; returns what it has beyond ASCII, or nil if that may be anything.
  private mutating func readClassItem() throws(NotRead) -> [[UInt8]]? {
    guard let byte = next else { throw NotRead() }
    if byte == UInt8(ascii: "["), let kind = self.byte(at: 1), [58, 46, 61].contains(kind),
      let end = endOfPosixClass(kind)
    {
      let isNegated = self.byte(at: 2) == UInt8(ascii: "^")
      index = end
      return isNegated || modes.hasUnicodeProperties ? nil : []
    }
    let scalar: [UInt8]
    if byte == UInt8(ascii: "\\") {
      if let written = takeCharacterEscape() {
        scalar = written
      } else {
        return try readClassItemEscape()
      }
    } else {
      scalar = takeScalar()
    }
    // A range, or a hyphen that may make one.
    if next == UInt8(ascii: "-"), self.byte(at: 1) != UInt8(ascii: "]") {
      return try readRangeEnd() && scalar[0] < 0x80 ? [] : nil
    }
    return scalar[0] < 0x80 ? [] : [scalar]
  }

  /// Reads an escape that is not that of a single character, within a class.
  private mutating func readClassItemEscape() throws(NotRead) -> [[UInt8]]? {
    index += 1
    guard let letter = next else { throw NotRead() }
    guard letter < 0x80 else {
      _ = takeScalar()
      return nil
    }
    index += 1
    switch letter {
    case UInt8(ascii: "Q"), UInt8(ascii: "E"), UInt8(ascii: "c"), UInt8(ascii: "o"):
      throw NotRead()
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      if take("{") { _ = try take(upTo: UInt8(ascii: "}")) } else { index += 1 }
      return nil
    case UInt8(ascii: "d"), UInt8(ascii: "s"), UInt8(ascii: "w"):
      return modes.hasUnicodeProperties ? nil : []
    default:
      guard Self.isAlphanumeric(letter) else {
        let isRange = next == UInt8(ascii: "-") && byte(at: 1) != UInt8(ascii: "]")
        return isRange ? nil : []
      }
      return nil
    }
  }

  /// Reads `-` and the end of a range; returns whether the range stays within ASCII for sure.
  private mutating func readRangeEnd() throws(NotRead) -> Bool {
    let hyphen = index
    index += 1
    if next == UInt8(ascii: "\\") {
      if let scalar = takeCharacterEscape() { return scalar[0] < 0x80 }
      // Perhaps no range at all; what follows the hyphen is read as an item of its own.
      index = hyphen + 1
      return false
    }
    guard let byte = next else { throw NotRead() }
    if byte == UInt8(ascii: "[") {
      index = hyphen + 1
      return false
    }
    return takeScalar()[0] < 0x80
  }

  /// Where `[:alpha:]`, from its bracket on, ends; nil if it is no such class.
  private func endOfPosixClass(_ kind: UInt8) -> Int? {
    var place = index + 2
    while place + 1 < pattern.count {
      if pattern[place] == kind, pattern[place + 1] == UInt8(ascii: "]") { return place + 2 }
      let isName = Self.isAlphanumeric(pattern[place]) || pattern[place] == UInt8(ascii: "^")
      guard isName else { return nil }
      place += 1
    }
    return nil
  }
}
