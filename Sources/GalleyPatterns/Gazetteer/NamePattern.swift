/// How a name is compared with a text, scalar by scalar.
extension NameText {
  /// Appends what this text, a name, is compared by: white space is one blank, letters are folded.
  func appendPattern(_ letters: NameCase, to pattern: inout [UInt8]) {
    let folding = letters == .folded ? tables.folded : tables.exact
    var i = 0
    while i < count {
      let next = scalar(at: i)
      defer { i += next.length }
      if tables.kind(of: next.value) == CharacterKind.space {
        if pattern.last != 0x20 { pattern.append(0x20) }
      } else if next.value < 0x80 {
        let isCapital = letters == .folded && 0x41...0x5A ~= next.value
        pattern.append(isCapital ? base[i] | 0x20 : base[i])
      } else if let bytes = folding.bytes(for: next.value) {
        pattern += bytes
      } else {
        pattern += UnsafeBufferPointer(start: base + i, count: next.length)
      }
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
    var j = 0
    while i < end {
      let next = scalar(at: i)
      if tables.kind(of: next.value) == CharacterKind.space {
        guard j < pattern.count, pattern[j] == 0x20 else { return false }
        j += 1
        i += next.length
        while i < end {
          let next = scalar(at: i)
          guard tables.kind(of: next.value) == CharacterKind.space else { break }
          i += next.length
        }
        continue
      }
      guard let length = length(of: next, at: i, in: pattern, at: j, letters) else { return false }
      j += length
      i += next.length
    }
    return j == pattern.count
  }

  /// How many bytes of the pattern at `j` a scalar of the text is equal to; nil when it is not.
  @inline(__always)
  private func length(
    of scalar: Scalar,
    at i: Int,
    in pattern: UnsafeBufferPointer<UInt8>,
    at j: Int,
    _ letters: NameCase
  ) -> Int? {
    if scalar.value < 0x80 {
      guard j < pattern.count else { return nil }
      let byte = base[i]
      if byte == pattern[j], letters != .folded || !(0x41...0x5A ~= byte) { return 1 }
      return letters != .exact && 0x41...0x5A ~= byte && byte | 0x20 == pattern[j] ? 1 : nil
    }
    let own = UnsafeBufferPointer(start: base + i, count: scalar.length)
    let folding = letters == .folded ? tables.folded : tables.exact
    let bytes = folding.bytes(for: scalar.value) ?? own
    let rest = pattern[j...]
    if rest.starts(with: bytes) { return bytes.count }
    guard letters == .capitals, let small = smallLetter(of: scalar.value) else { return nil }
    let smallBytes =
      tables.exact.bytes(for: small.value).map(Array.init) ?? Array(String(small).utf8)
    return rest.starts(with: smallBytes) ? smallBytes.count : nil
  }

  private func smallLetter(of value: UInt32) -> Unicode.Scalar? {
    guard let scalar = Unicode.Scalar(value) else { return nil }
    let small = scalar.properties.lowercaseMapping.unicodeScalars
    return small.count == 1 ? small.first : nil
  }
}
