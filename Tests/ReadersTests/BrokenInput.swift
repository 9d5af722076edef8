import Testing

/// An input with one mistake, marked by '‸' before the byte at fault where that is known; `<E9>` is a
/// raw byte.
struct BrokenInput: Sendable, CustomTestStringConvertible {
  let marked: String
  let code: String
  let message: String

  init(_ marked: String, _ code: String, _ message: String) {
    self.marked = marked
    self.code = code
    self.message = message
  }

  var testDescription: String { marked }

  /// The input without its mark.
  var bytes: [UInt8] { Self.bytes(of: marked.split(separator: "‸").joined()) }
  /// Offset of the mark; 0 when there is none.
  var byte: Int {
    marked.contains("‸") ? Self.bytes(of: String(marked.prefix { $0 != "‸" })).count : 0
  }
  /// 1-based, in code points; 0 when there is no mark.
  var column: Int {
    guard marked.contains("‸") else { return 0 }
    return String(decoding: bytes[..<byte], as: UTF8.self).unicodeScalars.count + 1
  }

  private static func bytes(of text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let scalar = rest.unicodeScalars.first {
      if let raw = rest.prefixMatch(of: /<([0-9A-F]{2})>/), let byte = UInt8(raw.1, radix: 16) {
        bytes.append(byte)
        rest = rest[raw.range.upperBound...]
      } else {
        bytes.append(contentsOf: String(scalar).utf8)
        rest = Substring(rest.unicodeScalars.dropFirst())
      }
    }
    return bytes
  }
}
