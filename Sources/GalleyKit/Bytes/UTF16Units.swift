/// The code units of a text in UTF-16.
package struct UTF16Units {
  package let bytes: UnsafeBufferPointer<UInt8>
  package let isBigEndian: Bool
  private var position: Int

  /// Begins at the offset `start`: 2, behind a byte order mark.
  package init(bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool, from start: Int) {
    self.bytes = bytes
    self.isBigEndian = isBigEndian
    position = start
  }

  /// Appends characters as UTF-8 up to the next one that is cut short.
  ///
  /// - Returns: the offset of that one, which is passed over; nil at the end.
  package mutating func next(into text: inout [UInt8]) -> Int? {
    while position < bytes.count {
      let start = position
      guard let unit = unit(at: start) else {
        position = bytes.count
        return start
      }
      position += 2
      guard (0xD800..<0xE000).contains(unit) else {
        appendUTF8(UInt32(unit), to: &text)
        continue
      }
      guard unit < 0xDC00, let low = self.unit(at: position), (0xDC00..<0xE000).contains(low)
      else { return start }
      position += 2
      appendUTF8(0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(low) & 0x3FF, to: &text)
    }
    return nil
  }

  private func unit(at i: Int) -> UInt16? {
    guard i + 1 < bytes.count else { return nil }
    let (first, second) = (UInt16(bytes[i]), UInt16(bytes[i + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }
}
