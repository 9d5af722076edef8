/// Finds stretches of text that normalisation copies as they are, eight bytes at a time.
///
/// Offsets are UTF-8 bytes.
struct CalmScanner: Sendable {
  private let table: ScalarTable
  private let stopsAtWhite: Bool
  private let stopsAtAmpersand: Bool
  /// The high bit of each byte at which a word has to be looked at, were it of that kind.
  private let highMask: UInt64
  private let ampersandMask: UInt64
  private let whiteMask: UInt64

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  init(_ rules: NormalizingRules, table: ScalarTable) {
    self.table = table
    stopsAtWhite = rules.handlesWhiteSpace
    stopsAtAmpersand = rules.decodesEntities
    let looksAtScalars =
      rules.unicode != .none || rules.quotes != .keep || rules.dashes != .keep
      || rules.removesInvisible || rules.handlesWhiteSpace
    highMask = looksAtScalars ? Self.highBits : 0
    ampersandMask = stopsAtAmpersand ? Self.highBits : 0
    whiteMask = stopsAtWhite ? Self.highBits : 0
  }

  /// The end of the stretch from `start` on, at most about `limit`; `start` when there is none.
  ///
  /// A scalar with which the next one may have to be looked at is left out.
  func end(in text: ByteText, from start: Int, to limit: Int) -> Int {
    var offset = start
    while offset < limit {
      offset = skipWords(in: text, from: offset, to: limit)
      guard offset < limit else { break }
      let byte = text.bytes[offset]
      if byte >= 0x80, highMask != 0 {
        let (value, length) = text.scalar(at: offset)
        let traits = table.traits(of: value)
        if traits.isEmpty {
          offset += length
          continue
        }
        return traits == .replaced ? offset : scalarStart(before: offset, in: text, from: start)
      }
      if byte == Ascii.ampersand, stopsAtAmpersand {
        return scalarStart(before: offset, in: text, from: start)
      }
      if stopsAtWhite, WhiteSpace.isASCII(byte), !isSingle(byte, at: offset, in: text) {
        return offset
      }
      offset += 1
    }
    return offset >= text.count
      ? text.count : scalarStart(before: offset, in: text, from: start)
  }

  /// The first offset from which eight bytes cannot be passed over at once.
  private func skipWords(in text: ByteText, from start: Int, to limit: Int) -> Int {
    let raw = UnsafeRawPointer(text.bytes)
    var offset = start
    while limit - offset >= 8 {
      let word = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      )
      let high = word & Self.highBits
      let low = word & ~Self.highBits
      // Each sum sets the high bit of a byte unless it is what the line looks for.
      let ampersand = ~((low ^ Self.ones &* 0x26) &+ Self.ones &* 0x7F)
      let control = ~(low &+ Self.ones &* 0x60)
      let newline = ~((low ^ Self.ones &* 0x0A) &+ Self.ones &* 0x7F)
      let space = ~((low ^ Self.ones &* 0x20) &+ Self.ones &* 0x7F)
      let white = (control | space) & ~high & whiteMask
      let oddWhite = white & ~(newline | space) | white & white >> 8
      let stop = high & highMask | ampersand & ~high & ampersandMask | oddWhite
      if stop != 0 { return offset + stop.trailingZeroBitCount >> 3 }
      // White space in the last byte is looked at again, together with what follows it.
      offset += 8 - Int(white >> 63)
    }
    return offset
  }

  /// Whether white space stands alone in the form in which it is written.
  private func isSingle(_ byte: UInt8, at offset: Int, in text: ByteText) -> Bool {
    (byte == Ascii.space || byte == Ascii.newline) && offset + 1 < text.count
      && !WhiteSpace.isASCII(text.bytes[offset + 1])
  }

  private func scalarStart(before offset: Int, in text: ByteText, from start: Int) -> Int {
    offset > start ? text.scalarStart(before: offset) : start
  }
}
