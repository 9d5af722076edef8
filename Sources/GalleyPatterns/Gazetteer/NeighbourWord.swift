/// A word that stands beside a name, with nothing but blanks or one hyphen between them.
public struct NeighbourWord: Sendable, Hashable {
  /// UTF-8 bytes of the text, without a period behind it.
  public var range: Range<Int>
  public var letters: Letters
  /// Whether a hyphen or an en dash joins it to the name.
  public var isJoined: Bool
  /// Whether a period ends it.
  public var hasPeriod: Bool

  /// How a word is written.
  public enum Letters: Sendable, Hashable {
    case small
    /// A capital with small letters behind it, or alone.
    case capitalised
    /// Two capitals or more, and no small letter.
    case capitals
    /// Neither: a number, or a script without capitals.
    case other
  }
}

extension NameIndex {
  /// The word before byte `i` in the same line; nil when there is none, or a sign stands between.
  public func word(before i: Int, in text: UnsafeBufferPointer<UInt8>) -> NeighbourWord? {
    guard let base = text.baseAddress else { return nil }
    let text = NameText(base: base, count: text.count, tables: tables)
    var end = i
    while end > 0, text.isBlank(text.scalar(before: end)) { end -= text.scalar(before: end).length }
    var isJoined = false
    if end == i {
      guard end > 0, text.isHyphen(text.scalar(before: end)) else { return nil }
      end -= text.scalar(before: end).length
      isJoined = true
    }
    let hasPeriod = !isJoined && end > 0 && text.base[end - 1] == UInt8(ascii: ".")
    if hasPeriod { end -= 1 }
    var start = end
    while start > 0, start == end ? text.isInWord(before: end) : !text.isBoundary(start) {
      start -= text.scalar(before: start).length
    }
    guard start < end else { return nil }
    return NeighbourWord(
      range: start..<end,
      letters: text.letters(in: start..<end),
      isJoined: isJoined,
      hasPeriod: hasPeriod
    )
  }

  /// The word behind byte `i` in the same line; nil when there is none, or a sign stands between.
  public func word(after i: Int, in text: UnsafeBufferPointer<UInt8>) -> NeighbourWord? {
    guard let base = text.baseAddress else { return nil }
    let text = NameText(base: base, count: text.count, tables: tables)
    var start = i
    while start < text.count, text.isBlank(text.scalar(at: start)) {
      start += text.scalar(at: start).length
    }
    var isJoined = false
    if start == i {
      guard start < text.count, text.isHyphen(text.scalar(at: start)) else { return nil }
      start += text.scalar(at: start).length
      isJoined = true
    }
    var end = start
    while end < text.count, end == start ? text.isInWord(at: start) : !text.isBoundary(end) {
      end += text.scalar(at: end).length
    }
    guard start < end else { return nil }
    return NeighbourWord(
      range: start..<end,
      letters: text.letters(in: start..<end),
      isJoined: isJoined,
      hasPeriod: end < text.count && text.base[end] == UInt8(ascii: ".")
    )
  }

  /// How a part of a text is written.
  public func letters(
    in range: Range<Int>,
    of text: UnsafeBufferPointer<UInt8>
  ) -> NeighbourWord.Letters {
    guard let base = text.baseAddress else { return .other }
    return NameText(base: base, count: text.count, tables: tables).letters(in: range)
  }
}

extension NameText {
  fileprivate func isBlank(_ scalar: Scalar) -> Bool {
    scalar.value < CharacterKind.tableEnd
      && CharacterKind.table[Int(scalar.value)] == CharacterKind.space
      && !NameTables.endsLine(scalar.value)
  }

  fileprivate func isHyphen(_ scalar: Scalar) -> Bool {
    scalar.value == 0x2D || 0x2010...0x2013 ~= scalar.value
  }

  fileprivate func isInWord(at i: Int) -> Bool { isInWord(scalar(at: i)) }
  fileprivate func isInWord(before i: Int) -> Bool { isInWord(scalar(before: i)) }

  private func isInWord(_ scalar: Scalar) -> Bool {
    switch tables.kind(of: scalar.value) {
    case CharacterKind.letter, CharacterKind.digit, CharacterKind.mark: true
    default: false
    }
  }

  fileprivate func letters(in range: Range<Int>) -> NeighbourWord.Letters {
    var i = range.lowerBound
    var first: NeighbourWord.Letters?
    var capitals = 0
    while i < range.upperBound {
      let next = scalar(at: i)
      i += next.length
      guard let letter = Unicode.Scalar(next.value) else { continue }
      if letter.properties.isLowercase { return first ?? .small }
      if letter.properties.isUppercase { capitals += 1 }
      if first == nil, letter.properties.isCased { first = .capitalised }
    }
    return capitals > 1 ? .capitals : first ?? .other
  }
}
