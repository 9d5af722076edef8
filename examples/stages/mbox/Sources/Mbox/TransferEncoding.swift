import Foundation

/// How the bytes of a body are written (RFC 2045, section 6).
enum TransferEncoding: String {
  case sevenBits = "7bit"
  case eightBits = "8bit"
  case quotedPrintable = "quoted-printable"
  case base64

  /// - Parameter header: the value of `Content-Transfer-Encoding`.
  /// - Throws: `MessageProblem` for an encoding that there is not.
  init(_ header: String?) throws(MessageProblem) {
    let name = header?.lowercased() ?? TransferEncoding.sevenBits.rawValue
    guard let encoding = TransferEncoding(rawValue: name) else {
      throw MessageProblem("unknown-encoding", "no transfer encoding '\(name)' is known")
    }
    self = encoding
  }

  /// The bytes that the lines of a body stand for, with line feeds.
  ///
  /// - Throws: `MessageProblem` when they are not in this encoding.
  func decode(_ lines: some Collection<[UInt8]>) throws(MessageProblem) -> [UInt8] {
    switch self {
    case .sevenBits, .eightBits: return lines.flatMap { $0 + [0x0A] }
    case .quotedPrintable: return lines.flatMap(Self.quotedPrintable)
    case .base64:
      guard let data = Data(base64Encoded: Data(lines.joined())) else {
        throw MessageProblem("bad-encoding", "the body is not in base64 as its header says")
      }
      return data.filter { $0 != 0x0D }
    }
  }

  /// One line; '=' at its end joins it with the next.
  static func quotedPrintable(_ line: [UInt8]) -> [UInt8] {
    guard line.last != UInt8(ascii: "=") else { return unescaped(line.dropLast()) }
    return unescaped(line[...]) + [0x0A]
  }

  /// Text in which `=C3` is the byte C3.
  static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "="), digits.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
