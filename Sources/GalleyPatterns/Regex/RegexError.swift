internal import CPCRE2

/// Why a pattern does not compile.
public struct RegexError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, lower case, without a final period.
  public let message: String
  /// Where in the pattern reading stopped, in UTF-8 bytes from its beginning; at most its length.
  public let offset: Int

  public init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }

  public var description: String {
    "\(message) (at byte \(offset) of the pattern)"
  }
}

extension RegexError {
  /// The error for a PCRE2 compile error code.
  init(code: Int32, offset: Int) {
    self.init(message: pcre2Message(for: code), offset: offset)
  }

  static func misplacedSearchStart(offset: Int) -> RegexError {
    RegexError(
      message: #"'\G' is allowed only where it anchors every alternative of the pattern"#,
      offset: offset
    )
  }
}

/// The text PCRE2 has for an error code, or the bare code if it has none.
func pcre2Message(for code: Int32) -> String {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
    let count = pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)
    guard count > 0 else { return "PCRE2 error \(code)" }
    return String(decoding: buffer.prefix(Int(count)), as: UTF8.self)
  }
}
