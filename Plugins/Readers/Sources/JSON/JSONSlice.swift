/// A value in a JSON text, by its place: nothing is copied.
struct JSONSlice: Hashable {
  enum Kind: String {
    case text, number, flag, null, list, object
  }

  var kind: Kind
  /// Bytes of the value; of a text, without the quotes.
  var range: Range<Int>
  /// Whether a text has escapes.
  var isEscaped = false

  /// The kind with its article, as messages name it.
  var noun: String {
    switch kind {
    case .text, .number, .flag, .list: "a \(kind.rawValue)"
    case .object: "an object"
    case .null: "null"
    }
  }
}

/// A key with its value.
struct JSONMember: Hashable {
  var key: JSONSlice
  var value: JSONSlice
}

extension JSONSlice {
  /// The bytes between the quotes or of the value, escapes as written.
  func bytes(in text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[range])
  }

  /// Whether this text, which has been scanned, equals `other`.
  func equals(_ other: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
    if !isEscaped { return bytes(in: text).elementsEqual(other) }
    var decoded: [UInt8] = []
    decode(from: text, into: &decoded)
    return decoded == other
  }

  /// Appends the text, which must have been scanned, without its escapes.
  func decode(from text: UnsafeBufferPointer<UInt8>, into decoded: inout [UInt8]) {
    let bytes = bytes(in: text)
    var copied = 0
    var i = 0
    while i < bytes.count {
      guard bytes[i] == UInt8(ascii: "\\") else {
        i += 1
        continue
      }
      decoded.append(contentsOf: bytes[copied..<i])
      i += Self.decodeEscape(bytes, at: i, into: &decoded)
      copied = i
    }
    decoded.append(contentsOf: bytes[copied...])
  }

  /// - Returns: bytes of the escape.
  private static func decodeEscape(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at i: Int,
    into decoded: inout [UInt8]
  ) -> Int {
    switch bytes[i + 1] {
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "u"): return decodeUnicode(bytes, at: i, into: &decoded)
    case let other: decoded.append(other)
    }
    return 2
  }

  private static func decodeUnicode(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at i: Int,
    into decoded: inout [UInt8]
  ) -> Int {
    let unit = hexadecimalUnit(bytes, at: i + 2) ?? 0
    guard (0xD800..<0xDC00).contains(unit) else {
      appendUTF8(UInt32(unit), to: &decoded)
      return 6
    }
    let low = hexadecimalUnit(bytes, at: i + 8) ?? 0
    appendUTF8(0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(low) & 0x3FF, to: &decoded)
    return 12
  }
}

/// The number written as four hexadecimal digits at `i`; nil when they are not there.
func hexadecimalUnit(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> UInt16? {
  guard i + 4 <= bytes.count else { return nil }
  var unit: UInt16 = 0
  for byte in bytes[i..<i + 4] {
    let digit: UInt8
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
    default: return nil
    }
    unit = unit << 4 | UInt16(digit)
  }
  return unit
}

/// Appends a scalar value, which must be one, as UTF-8.
func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
  switch scalar {
  case ..<0x80:
    bytes.append(UInt8(scalar))
  case ..<0x800:
    bytes.append(UInt8(0xC0 | scalar >> 6))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  case ..<0x10000:
    bytes.append(UInt8(0xE0 | scalar >> 12))
    bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  default:
    bytes.append(UInt8(0xF0 | scalar >> 18))
    bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
    bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  }
}
