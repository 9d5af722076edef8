import GalleyKit

/// An encoding with one byte per character: the UTF-8 of each byte.
struct SingleByteEncoding: Sendable {
  private let utf8: [[UInt8]]

  /// - Parameter high: scalar values of 0x80 ... 0x9F.
  private init(high: [UInt32]) {
    utf8 = (0..<256).map { byte in
      var bytes: [UInt8] = []
      appendUTF8((0x80..<0xA0).contains(byte) ? high[byte - 0x80] : UInt32(byte), to: &bytes)
      return bytes
    }
  }

  /// ISO 8859-1 with its control characters.
  static let latin1 = SingleByteEncoding(high: Array(0x80..<0xA0))

  /// Microsoft's code page 1252; the five bytes it leaves open are U+FFFD.
  static let windows1252 = SingleByteEncoding(high: [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ])

  /// Whether Windows-1252 leaves a byte open.
  static func isUndefined(_ byte: UInt8) -> Bool {
    byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D
  }

  func decode(_ file: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(file.count + file.count / 8)
    for byte in file {
      if byte < 0x80 { text.append(byte) } else { text.append(contentsOf: utf8[Int(byte)]) }
    }
    return text
  }
}
