import GalleyKit

/// Byte offsets in UTF-8 turned into other units; the memory of one lane.
///
/// One pass over the text notes for every eight bytes how many units fewer than bytes stand before
/// them. Each offset, wherever it is, then costs a look at the bytes of its own eight.
struct OffsetConversion: ~Copyable {
  private var fewer = NativeBuffer<UInt32>()

  /// Converts offsets in place; those beyond the end become the end.
  mutating func convert(
    _ offsets: UnsafeMutableBufferPointer<UInt32>,
    in text: UnsafeBufferPointer<UInt8>,
    to unit: OffsetUnit
  ) {
    guard unit != .utf8, !offsets.isEmpty, let base = text.baseAddress else { return }
    let isWide = unit == .utf16
    let raw = UnsafeRawPointer(base)
    let blocks = text.count / 8
    fewer.removeAll()
    let before = fewer.appendUninitialized(count: blocks + 1)
    before[0] = 0
    for block in 0..<blocks {
      let word = raw.loadUnaligned(fromByteOffset: block * 8, as: UInt64.self)
      before[block + 1] = before[block] &+ Self.fewer(in: word, .max, isWide)
    }
    for i in offsets.indices {
      let offset = min(Int(offsets[i]), text.count)
      let block = offset >> 3
      var units = UInt32(offset) &- before[block]
      if block < blocks {
        let word = raw.loadUnaligned(fromByteOffset: block * 8, as: UInt64.self).littleEndian
        units &-= Self.fewer(in: word, (1 << UInt64((offset & 7) * 8)) - 1, isWide)
      } else {
        for byte in text[block * 8..<offset] {
          if byte & 0xC0 == 0x80 { units &-= 1 }
          if isWide, byte >= 0xF0 { units &+= 1 }
        }
      }
      offsets[i] = units
    }
  }

  /// How many units fewer than bytes begin in the bytes of a word that `mask` covers, modulo 2³².
  private static func fewer(in word: UInt64, _ mask: UInt64, _ isWide: Bool) -> UInt32 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // Bytes that continue a scalar are 10xxxxxx; 1111xxxx begins one of two UTF-16 units.
    let continuations = (word & ~(word << 1)) >> 7 & ones & mask
    let count = UInt32(truncatingIfNeeded: (continuations &* ones) >> 56)
    guard isWide else { return count }
    let astrals = (word & word << 1 & word << 2 & word << 3) >> 7 & ones & mask
    return count &- UInt32(truncatingIfNeeded: (astrals &* ones) >> 56)
  }
}
