/// Which characters bytes stand for.
enum Charset {
  case utf8
  /// ISO 8859-1: the first 256 characters of Unicode.
  case latin1

  /// The charset of a body.
  ///
  /// - Throws: `MessageProblem` when the body is no plain text or its charset is not known.
  init(_ headers: Headers) throws(MessageProblem) {
    let type = headers["content-type"]?.split(separator: ";").first?.lowercased() ?? "text/plain"
    guard type == "text/plain" else {
      throw MessageProblem("not-plain-text", "the message is '\(type)'; only 'text/plain' is read")
    }
    let name = headers.parameter("charset", of: "content-type") ?? "us-ascii"
    guard let charset = Charset(name) else {
      throw MessageProblem("unknown-charset", "no charset '\(name)' is known")
    }
    self = charset
  }

  init?(_ name: String) {
    switch name.lowercased() {
    case "utf-8", "us-ascii": self = .utf8
    case "iso-8859-1", "latin1": self = .latin1
    default: return nil
    }
  }

  /// The text of bytes.
  ///
  /// - Throws: `MessageProblem` when they are not in this charset.
  func decode(_ bytes: [UInt8]) throws(MessageProblem) -> String {
    switch self {
    case .latin1:
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .utf8:
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw MessageProblem("bad-charset", "the body is not UTF-8 as its header says")
      }
      return text
    }
  }
}
