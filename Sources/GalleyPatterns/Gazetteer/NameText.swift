/// A text as names are looked up in it: words, signs, and the white space between them.
struct NameText {
  let base: UnsafePointer<UInt8>
  let count: Int
  let tables: NameTables

  /// A scalar with its length in bytes.
  struct Scalar {
    var value: UInt32
    var length: Int
  }

  /// The scalar that begins at byte `i`.
  @inline(__always)
  func scalar(at i: Int) -> Scalar {
    let lead = base[i]
    if lead < 0x80 { return Scalar(value: UInt32(lead), length: 1) }
    if lead < 0xE0 {
      return Scalar(value: UInt32(lead & 0x1F) << 6 | UInt32(base[i + 1] & 0x3F), length: 2)
    }
    let low = UInt32(base[i + 1] & 0x3F) << 6 | UInt32(base[i + 2] & 0x3F)
    if lead < 0xF0 { return Scalar(value: UInt32(lead & 0x0F) << 12 | low, length: 3) }
    let value = UInt32(lead & 7) << 18 | low << 6 | UInt32(base[i + 3] & 0x3F)
    return Scalar(value: value, length: 4)
  }

  /// The scalar that ends before byte `i`, which is not 0.
  func scalar(before i: Int) -> Scalar {
    var start = i - 1
    while base[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start)
  }

  /// Where the white space that begins at `i` ends; nil when the text or a paragraph ends in it.
  @inline(__always)
  func endOfGap(from i: Int) -> Int? {
    var end = i
    var lines = 0
    while end < count {
      let next = scalar(at: end)
      guard tables.kind(of: next.value) == CharacterKind.space else { return end }
      if NameTables.endsLine(next.value) {
        lines += next.value == 0x0A && end > 0 && base[end - 1] == 0x0D ? 0 : 1
        if lines > 1 { return nil }
      }
      end += next.length
    }
    return nil
  }

  /// Hashes the word or sign that begins at `i`, which is not white space, and goes to its end.
  func readWord(_ i: inout Int) -> UInt64 {
    let end = endOfASCIIWord(from: i)
    if end > i, end == count || base[end] < 0x80 {
      let start = i
      i = end
      return hash(asciiWord: start, end)
    }
    var hash = NameHash()
    let first = scalar(at: i)
    let kind = tables.kind(of: first.value)
    let isWord =
      kind == CharacterKind.letter || kind == CharacterKind.digit
      || kind == CharacterKind.mark
    append(first, at: i, to: &hash)
    i += first.length
    while i < count {
      let next = scalar(at: i)
      let kind = tables.kind(of: next.value)
      guard
        kind == CharacterKind.mark
          || isWord && (kind == CharacterKind.letter || kind == CharacterKind.digit)
      else { break }
      append(next, at: i, to: &hash)
      i += next.length
    }
    return hash.word
  }

  /// Where the letters and digits of ASCII from `i` on end.
  @inline(__always)
  func endOfASCIIWord(from i: Int) -> Int {
    var end = i
    while end < count, tables.bytes[Int(base[end])] & 6 == 2 { end += 1 }
    return end
  }

  /// The hash of a word of ASCII.
  @inline(__always)
  func hash(asciiWord start: Int, _ end: Int) -> UInt64 {
    var hash = NameHash.seed
    var i = start
    while end - i >= 8 {
      hash = NameHash.mixed(hash, folded(chunk(at: i)))
      i += 8
    }
    if i < end { hash = NameHash.mixed(hash, folded(lastChunk(at: i, end))) }
    return NameHash.finished(hash)
  }

  @inline(__always)
  private func folded(_ chunk: UInt64) -> UInt64 {
    tables.foldsCase ? NameHash.folded(chunk) : chunk
  }

  @inline(__always)
  private func chunk(at i: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self))
  }

  /// The last 1 to 7 bytes of a word.
  @inline(__always)
  private func lastChunk(at i: Int, _ end: Int) -> UInt64 {
    if i + 8 <= count { return chunk(at: i) & (~0 >> UInt64(64 - 8 * (end - i))) }
    var chunk: UInt64 = 0
    for j in i..<end { chunk |= UInt64(base[j]) << UInt64(8 * (j - i)) }
    return chunk
  }

  private func append(_ scalar: Scalar, at i: Int, to hash: inout NameHash) {
    if scalar.value < 0x80 {
      let byte = base[i]
      let isCapital = tables.foldsCase && byte >= 0x41 && byte <= 0x5A
      return hash.append(isCapital ? byte | 0x20 : byte)
    }
    if let bytes = tables.folding.bytes(for: scalar.value) {
      for byte in bytes { hash.append(byte) }
    } else {
      for j in i..<i + scalar.length { hash.append(base[j]) }
    }
  }
}

/// Whole words.
extension NameText {
  /// Whether a word may begin or end at byte `i`, which is the first of a scalar or the end.
  func isBoundary(_ i: Int) -> Bool {
    guard i > 0, i < count else { return true }
    let before = scalar(before: i)
    let after = scalar(at: i)
    let kindBefore = tables.kind(of: before.value)
    let kindAfter = tables.kind(of: after.value)
    if kindAfter == CharacterKind.mark { return kindBefore == CharacterKind.space }
    if isWord(kindAfter) {
      if isWord(kindBefore) || kindBefore == CharacterKind.mark { return false }
      return !joins(before, at: i - before.length)
    }
    return !joins(after, at: i)
  }

  /// Whether an apostrophe and an `s` that ends a word begin at byte `i`.
  func isPossessive(_ i: Int) -> Bool {
    guard i < count else { return false }
    let sign = scalar(at: i)
    guard sign.value == 0x27 || sign.value == 0x2019 else { return false }
    let s = i + sign.length
    return s < count && base[s] | 0x20 == 0x73 && isBoundary(s + 1)
  }

  private func isWord(_ kind: UInt8) -> Bool {
    kind == CharacterKind.letter || kind == CharacterKind.digit
  }

  /// Whether the sign at byte `i` stands inside a word: an apostrophe in `don't`, a period in `3.5`.
  private func joins(_ sign: Scalar, at i: Int) -> Bool {
    let joined = NameTables.joiners(sign.value)
    let end = i + sign.length
    guard joined != 0, i > 0, end < count else { return false }
    let before = tables.kind(of: scalar(before: i).value)
    let after = tables.kind(of: scalar(at: end).value)
    let isAfterLetter = before == CharacterKind.letter || before == CharacterKind.mark
    return joined & 1 != 0 && isAfterLetter && after == CharacterKind.letter
      || joined & 2 != 0 && before == CharacterKind.digit && after == CharacterKind.digit
  }
}
