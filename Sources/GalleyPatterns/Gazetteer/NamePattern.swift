/// How a name is compared with a text, scalar by scalar.
///
/// Both are decomposed. Only where marks follow a scalar their order may differ, and has to be made the
/// same first; for all others the bytes of the tables do.
extension NameText {
  /// Appends what this text, a name, is compared by: white space is one blank, letters are folded.
  func appendPattern(_ letters: NameCase, to pattern: inout [UInt8]) {
    let folding = letters == .folded ? tables.folded : tables.exact
    var i = 0
    while i < count {
      let next = scalar(at: i)
      if tables.kind(of: next.value) == CharacterKind.space {
        if pattern.last != 0x20 { pattern.append(0x20) }
        i += next.length
        continue
      }
      let end = endOfMarks(behind: next, at: i, count)
      if end == i + next.length {
        append(next.value, folding, letters, to: &pattern)
      } else {
        for part in canonical(i..<end) { append(part.value, folding, letters, to: &pattern) }
      }
      i = end
    }
  }

  /// Whether the bytes from `start` to `end` are what `pattern` asks for.
  func equals(
    _ pattern: UnsafeBufferPointer<UInt8>,
    _ letters: NameCase,
    from start: Int,
    to end: Int
  ) -> Bool {
    var i = start
    var rest = pattern[...]
    while i < end {
      let next = scalar(at: i)
      if tables.kind(of: next.value) == CharacterKind.space {
        guard rest.first == 0x20 else { return false }
        rest = rest.dropFirst()
        i = endOfBlanks(from: i, end)
        continue
      }
      let last = endOfMarks(behind: next, at: i, end)
      let isAlone = last == i + next.length
      if isAlone, let length = length(of: next.value, in: rest, letters) {
        rest = rest.dropFirst(length)
      } else if isAlone, letters != .capitals || next.value < 0x80 {
        return false
      } else {
        // Each for itself: `É` begins with a capital that may stand for a small letter.
        for part in canonical(i..<last) {
          guard let length = length(of: part.value, in: rest, letters) else { return false }
          rest = rest.dropFirst(length)
        }
      }
      i = last
    }
    return rest.isEmpty
  }

  private func endOfBlanks(from start: Int, _ end: Int) -> Int {
    var i = start
    while i < end {
      let next = scalar(at: i)
      guard tables.kind(of: next.value) == CharacterKind.space else { break }
      i += next.length
    }
    return i
  }

  /// Where the marks end that combine with the scalar at `i`.
  @inline(__always)
  private func endOfMarks(behind scalar: Scalar, at i: Int, _ end: Int) -> Int {
    let next = i + scalar.length
    return next < end && base[next] >= 0x80 ? endOfMarks(from: next, end) : next
  }

  private func endOfMarks(from start: Int, _ end: Int) -> Int {
    var i = start
    while i < end {
      let next = scalar(at: i)
      guard tables.kind(of: next.value) == CharacterKind.mark,
        let mark = Unicode.Scalar(next.value), CanonicalForms.combiningClass(mark) > 0
      else { break }
      i += next.length
    }
    return i
  }

  private func canonical(_ range: Range<Int>) -> [Unicode.Scalar] {
    let part = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    return CanonicalForms.decomposition(of: String(decoding: part, as: UTF8.self).unicodeScalars)
  }

  private func append(
    _ scalar: UInt32,
    _ folding: LetterFolding,
    _ letters: NameCase,
    to pattern: inout [UInt8]
  ) {
    if scalar < 0x80 {
      let isCapital = letters == .folded && 0x41...0x5A ~= scalar
      pattern.append(UInt8(truncatingIfNeeded: isCapital ? scalar | 0x20 : scalar))
    } else if let bytes = folding.bytes(for: scalar) {
      pattern += bytes
    } else {
      Self.withUTF8(of: scalar) { pattern += $0 }
    }
  }

  /// How many bytes that a pattern goes on with a scalar of the text is equal to; nil when it is not.
  @inline(__always)
  private func length(
    of scalar: UInt32,
    in rest: Slice<UnsafeBufferPointer<UInt8>>,
    _ letters: NameCase
  ) -> Int? {
    if scalar < 0x80 {
      guard let byte = rest.first else { return nil }
      let isCapital = 0x41...0x5A ~= scalar
      if scalar == byte, letters != .folded || !isCapital { return 1 }
      return letters != .exact && isCapital && scalar | 0x20 == byte ? 1 : nil
    }
    let folding = letters == .folded ? tables.folded : tables.exact
    if let length = length(of: scalar, in: rest, folding) { return length }
    guard letters == .capitals, let small = smallLetter(of: scalar) else { return nil }
    return length(of: small, in: rest, tables.exact)
  }

  private func length(
    of scalar: UInt32,
    in rest: Slice<UnsafeBufferPointer<UInt8>>,
    _ folding: LetterFolding
  ) -> Int? {
    if let bytes = folding.bytes(for: scalar) {
      return rest.starts(with: bytes) ? bytes.count : nil
    }
    return Self.withUTF8(of: scalar) { rest.starts(with: $0) ? $0.count : nil }
  }

  private func smallLetter(of value: UInt32) -> UInt32? {
    guard let scalar = Unicode.Scalar(value) else { return nil }
    let small = scalar.properties.lowercaseMapping.unicodeScalars
    return small.count == 1 ? small.first?.value : nil
  }

  /// Lends the bytes of a scalar, which is one.
  private static func withUTF8<Result>(
    of scalar: UInt32,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { bytes in
      let encoded = Unicode.Scalar(scalar).flatMap(UTF8.encode) ?? UTF8.encodedReplacementCharacter
      let (_, end) = bytes.initialize(from: encoded)
      return body(UnsafeBufferPointer(rebasing: bytes[..<end]))
    }
  }
}
