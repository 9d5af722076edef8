/// A place in a text as people name it.
package struct TextPlace: Sendable, Hashable {
  /// 1-based.
  package var line: Int
  /// 1-based, in code points.
  package var column: Int

  /// The place of byte `i` in a text that begins in line `firstLine`.
  package init(in text: UnsafeBufferPointer<UInt8>, at i: Int, firstLine: Int = 1) {
    let before = UnsafeBufferPointer(rebasing: text[..<i])
    line = firstLine + before.lineEnds(in: before.indices)
    let lineStart = before.lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How many lines end in a range: with a line feed, a carriage return or both.
  func lineEnds(in range: Range<Int>) -> Int {
    let bytes = UnsafeBufferPointer(rebasing: self[range])
    var count = 0
    for byte in bytes { count &+= byte == 0x0A ? 1 : 0 }
    // Few files have carriage returns, and most of those before each line feed.
    var rest = bytes[...]
    while let i = rest.firstIndex(of: 0x0D) {
      rest = rest[(i + 1)...]
      if rest.first != 0x0A { count += 1 }
    }
    return count
  }
}
