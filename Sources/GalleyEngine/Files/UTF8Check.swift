/// Validation of UTF-8 (Unicode 15.0, table 3-7).
enum UTF8Check {
  /// Offset of the first byte that is not part of well-formed UTF-8; nil when all is well.
  static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    var i = 0
    let end = bytes.count
    while i < end {
      if i + 8 <= end,
        raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        i += 8
        continue
      }
      if base[i] < 0x80 {
        i += 1
        continue
      }
      let length = sequenceLength(base, i, end)
      if length == 0 { return i }
      i += length
    }
    return nil
  }

  /// Bytes of the well-formed sequence at `i`; 0 when there is none.
  private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int {
    let lead = bytes[i]
    let (length, low, high): (Int, UInt8, UInt8)
    switch lead {
    case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
    case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
    case 0xED: (length, low, high) = (3, 0x80, 0x9F)
    case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
    case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
    case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
    case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
    default: return 0
    }
    guard i + length <= end, (low...high).contains(bytes[i + 1]) else { return 0 }
    for k in 2..<max(2, length) where bytes[i + k] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
