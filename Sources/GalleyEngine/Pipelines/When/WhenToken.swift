/// A word, sign or value in a `when:` expression.
struct WhenToken {
  enum Kind: Equatable {
    /// A metadata key, or `and`, `or`, `not`, `in`, `matches`, `exists`, `true`, `false`.
    case word(String)
    case text(String)
    case number(String)
    /// `==`, `(`, `,` and so on.
    case sign(String)
    case end
  }

  var kind: Kind
  /// Bytes of the expression.
  var range: Range<Int>
}

/// Why a `when:` expression cannot be read.
struct WhenProblem: Error {
  /// Bytes of the expression.
  var range: Range<Int>
  var message: String
  var fix: String?
}

extension WhenToken {
  /// Splits an expression; the last token is the end.
  static func tokens(of expression: String) throws(WhenProblem) -> [WhenToken] {
    let bytes = Array(expression.utf8)
    var tokens: [WhenToken] = []
    var at = 0
    while at < bytes.count {
      if bytes[at].isBlankOrBreak {
        at += 1
        continue
      }
      let token = try token(bytes, at: at)
      tokens.append(token)
      at = token.range.upperBound
    }
    tokens.append(WhenToken(kind: .end, range: bytes.count..<bytes.count))
    return tokens
  }

  private static func token(_ bytes: [UInt8], at: Int) throws(WhenProblem) -> WhenToken {
    let byte = bytes[at]
    if byte == 0x27 || byte == 0x22 { return try quoted(bytes, at: at) }
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    if byte.isDigit || byte == 0x2D || byte == 0x2B || byte == 0x2E && next.isDigit {
      return take(bytes, at) {
        $0.isWordByte || $0 == 0x2B
      } as: {
        .number($0)
      }
    }
    if byte.isWordByte {
      return take(bytes, at) {
        $0.isWordByte
      } as: {
        .word($0)
      }
    }
    let two = String(decoding: bytes[at..<min(at + 2, bytes.count)], as: UTF8.self)
    if ["==", "!=", "<=", ">="].contains(two) {
      return WhenToken(kind: .sign(two), range: at..<at + 2)
    }
    if Array("<>()[],".utf8).contains(byte) {
      return WhenToken(kind: .sign(String(UnicodeScalar(byte))), range: at..<at + 1)
    }
    throw unknown(bytes, at)
  }

  private static func take(
    _ bytes: [UInt8],
    _ start: Int,
    while accepts: (UInt8) -> Bool,
    as kind: (String) -> Kind
  ) -> WhenToken {
    let end = bytes[(start + 1)...].firstIndex { !accepts($0) } ?? bytes.count
    return WhenToken(
      kind: kind(String(decoding: bytes[start..<end], as: UTF8.self)),
      range: start..<end
    )
  }

  /// A text in quotes; a doubled quote stands for one.
  private static func quoted(_ bytes: [UInt8], at start: Int) throws(WhenProblem) -> WhenToken {
    let quote = bytes[start]
    var value: [UInt8] = []
    var at = start + 1
    while at < bytes.count {
      if bytes[at] != quote {
        value.append(bytes[at])
        at += 1
      } else if at + 1 < bytes.count, bytes[at + 1] == quote {
        value.append(quote)
        at += 2
      } else {
        return WhenToken(
          kind: .text(String(decoding: value, as: UTF8.self)),
          range: start..<at + 1
        )
      }
    }
    throw WhenProblem(
      range: start..<start + 1,
      message: "quote is not closed",
      fix: "add the closing quote"
    )
  }

  private static func unknown(_ bytes: [UInt8], _ at: Int) -> WhenProblem {
    let end = bytes[(at + 1)...].firstIndex { !$0.continuesCodePoint } ?? bytes.count
    let character = String(decoding: bytes[at..<end], as: UTF8.self)
    let fix: String? =
      switch character {
      case "=": "write '=='"
      case "&": "write 'and'"
      case "|": "write 'or'"
      case "!": "write 'not'"
      default: nil
      }
    return WhenProblem(range: at..<end, message: "'\(character)' has no meaning here", fix: fix)
  }

  /// How it is written, for messages.
  var shown: String {
    switch kind {
    case .word(let text), .number(let text), .sign(let text): "'\(text.shortened)'"
    case .text(let text): "the text '\(text.shortened)'"
    case .end: "the end"
    }
  }
}

extension UInt8 {
  /// Letters and digits, `_`, `-`, `.`, `:` and everything outside ASCII.
  fileprivate var isWordByte: Bool {
    isDigit || (0x61...0x7A).contains(self | 0x20) || [0x5F, 0x2D, 0x2E, 0x3A].contains(self)
      || self >= 0x80
  }
}
