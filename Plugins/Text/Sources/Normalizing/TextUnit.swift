/// A scalar as normalisation reads it: written as itself or as an entity.
struct TextUnit {
  let value: UInt32
  /// UTF-8 bytes of the text read.
  let source: Range<Int>
  let traits: ScalarTraits
  /// Whether the bytes read are the scalar itself.
  let isPlain: Bool
  let isRemoved: Bool

  init(
    _ value: UInt32,
    at source: Range<Int>,
    _ traits: ScalarTraits,
    isPlain: Bool,
    isRemoved: Bool = false
  ) {
    self.value = value
    self.source = source
    self.traits = traits
    self.isPlain = isPlain
    self.isRemoved = isRemoved
  }
}

extension CharacterPass {
  /// The unit that starts at `offset`.
  mutating func unit(at offset: Int) -> TextUnit {
    var (value, end) = text.scalar(at: offset)
    end += offset
    var isPlain = true
    if value == UInt32(Ascii.ampersand), let entity = normalizer.entities?.decode(text, at: offset)
    {
      (value, end) = entity
      isPlain = false
    }
    let traits = normalizer.table.traits(of: value)
    var isRemoved = traits.contains(.removed)
    if isRemoved, value == InvisibleSign.softHyphen, normalizer.rules.unwrap != .never {
      end = joinedLine(from: end) ?? end
    }
    if traits.contains(.joiner) {
      isRemoved = !(InvisibleSign.isJoined(previous) && isJoined(after: end))
    }
    return TextUnit(value, at: offset..<end, traits, isPlain: isPlain, isRemoved: isRemoved)
  }

  /// The start of the next line when nothing but blanks and one line break stand before it: a soft
  /// hyphen at the end of a line parts a word.
  private func joinedLine(from offset: Int) -> Int? {
    var end = skipBlanks(from: offset)
    if text[end] == Ascii.carriageReturn { end += 1 }
    guard text[end] == Ascii.newline else { return nil }
    end = skipBlanks(from: end + 1)
    return end < text.count && !WhiteSpace.isASCII(text[end]) ? end : nil
  }

  private func skipBlanks(from offset: Int) -> Int {
    var end = offset
    while text[end] == Ascii.space || text[end] == 0x09 { end += 1 }
    return end
  }

  /// Whether the next scalar from `offset` on, joiners and removed ones aside, is one that joins.
  ///
  /// Looks at each scalar once, however many joiners there are.
  private mutating func isJoined(after offset: Int) -> Bool {
    if offset < joinersAhead.end { return joinersAhead.areKept }
    var end = offset
    while end < text.count {
      let (value, length) = text.scalar(at: end)
      let traits = normalizer.table.traits(of: value)
      guard traits.contains(.joiner) || traits.contains(.removed) else {
        joinersAhead = (end + 1, InvisibleSign.isJoined(value))
        return joinersAhead.areKept
      }
      end += length
    }
    joinersAhead = (end + 1, false)
    return false
  }
}
