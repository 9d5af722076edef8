/// Which parts of a long text are looked at.
enum TextSample {
  static let windowCount = 8

  /// Byte ranges on scalar boundaries: all of a short text, else windows at equal distances, the
  /// first at the beginning and the last at the end, `limit` bytes together.
  static func windows(of text: UnsafeBufferPointer<UInt8>, atMost limit: Int) -> [Range<Int>] {
    guard text.count > limit else { return [0..<text.count] }
    let length = limit / windowCount
    return (0..<windowCount).map { number in
      let start = (text.count - length) * number / (windowCount - 1)
      return scalarStart(text, start)..<scalarStart(text, start + length)
    }
  }

  private static func scalarStart(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
    var offset = offset
    while offset < text.count, offset > 0, text[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }
}
