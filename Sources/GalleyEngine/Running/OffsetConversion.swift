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
    var units = 0
    var i = start
    while i + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      // Continuation bytes are 10xxxxxx: bit 7 set, bit 6 clear.
      let continuation = (word & ~(word << 1)) & 0x8080_8080_8080_8080
      units += 8 - continuation.nonzeroBitCount
      if unit == .utf16 {
        let astral = word & word << 1 & word << 2 & word << 3 & 0x8080_8080_8080_8080
        units += astral.nonzeroBitCount
      }
      i += 8
    }
    while i < end {
      if base[i] & 0xC0 != 0x80 { units += 1 }
      if unit == .utf16, base[i] >= 0xF0 { units += 1 }
      i += 1
    }
    return units
  }
}
