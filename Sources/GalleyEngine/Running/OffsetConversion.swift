import GalleyKit

/// Byte offsets in UTF-8 turned into other units.
enum OffsetConversion {
  /// Converts offsets in place, in one pass over the text when they ascend.
  static func convert(
    _ offsets: UnsafeMutableBufferPointer<UInt32>,
    in text: UnsafeBufferPointer<UInt8>,
    to unit: OffsetUnit
  ) {
    guard unit != .utf8 else { return }
    var position = 0
    var units = 0
    for i in offsets.indices {
      let wanted = min(Int(offsets[i]), text.count)
      if wanted >= position {
        units += count(text, position, wanted, unit)
      } else if wanted > position / 2 {
        units -= count(text, wanted, position, unit)
      } else {
        units = count(text, 0, wanted, unit)
      }
      position = wanted
      offsets[i] = UInt32(units)
    }
  }

  /// Units of the bytes from `start` to `end`, both on scalar boundaries.
  private static func count(
    _ text: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ unit: OffsetUnit
  ) -> Int {
    guard let base = text.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var units = end - start
    var i = start
    while i + 8 <= end {
      // Each byte of a sum counts for its own column: 255 words before one overflows.
      let last = min(end - 8, i + 254 * 8)
      var continuations: UInt64 = 0
      var astrals: UInt64 = 0
      while i <= last {
        let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        continuations &+= continuation(word)
        if unit == .utf16 { astrals &+= astral(word) }
        i += 8
      }
      units += total(astrals) - total(continuations)
    }
    guard i < end else { return units }
    if i + 8 <= text.count {
      // What lies beyond the end is shifted out.
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      let rest = word << UInt64((8 - (end - i)) * 8)
      units -= total(continuation(rest))
      return unit == .utf16 ? units + total(astral(rest)) : units
    }
    while i < end {
      if base[i] & 0xC0 == 0x80 { units -= 1 }
      if unit == .utf16, base[i] >= 0xF0 { units += 1 }
      i += 1
    }
    return units
  }

  /// 1 in every byte that continues a scalar, 10xxxxxx: bit 7 set, bit 6 clear.
  private static func continuation(_ word: UInt64) -> UInt64 {
    (word & ~(word << 1)) >> 7 & 0x0101_0101_0101_0101
  }

  /// 1 in every byte that begins a scalar of two UTF-16 units, 1111xxxx.
  private static func astral(_ word: UInt64) -> UInt64 {
    (word & word << 1 & word << 2 & word << 3) >> 7 & 0x0101_0101_0101_0101
  }

  /// The sum of the eight bytes, each below 256.
  private static func total(_ sums: UInt64) -> Int {
    let pairs = (sums & 0x00FF_00FF_00FF_00FF) &+ (sums >> 8 & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}
