/// Turns offsets that count code points into offsets in UTF-8.
struct CodePointOffsets {
  private static let stride = 128

  private let utf8: [UInt8]
  /// Bytes before every 128th code point.
  private var marks: [Int] = []
  /// Code points in all.
  let count: Int

  init(_ text: String) {
    utf8 = Array(text.utf8)
    var count = 0
    for (byte, unit) in utf8.enumerated() where unit & 0xC0 != 0x80 {
      if count.isMultiple(of: Self.stride) { marks.append(byte) }
      count += 1
    }
    self.count = count
  }

  /// nil when the text has fewer code points.
  func byte(of codePoint: Int64) -> UInt32? {
    guard codePoint >= 0, codePoint <= count else { return nil }
    if codePoint == count { return UInt32(utf8.count) }
    var byte = marks[Int(codePoint) / Self.stride]
    var rest = Int(codePoint) % Self.stride
    while rest > 0 {
      byte += 1
      if utf8[byte] & 0xC0 != 0x80 { rest -= 1 }
    }
    return UInt32(byte)
  }
}
