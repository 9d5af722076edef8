/// Splits a text at `${…}`.
struct VariableReference {
  enum Part {
    /// Text from this byte on, taken as it stands.
    case verbatim(Range<Int>)
    /// `${name}`.
    case variable(String, Range<Int>)
    /// `${env:NAME}` or `${env:NAME:-default}` with the bytes of the default.
    case environment(String, default: Range<Int>?, Range<Int>)
    /// Something else between `${` and `}`.
    case malformed(String, Range<Int>)
    /// `${` without `}`.
    case unclosed(Range<Int>)
  }

  /// The parts of a text in order; `$${` becomes a verbatim `${`.
  static func parts(of text: String) -> [Part] {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var start = 0
    var at = 0
    func opens(_ offset: Int) -> Bool {
      offset + 1 < bytes.count && bytes[offset] == 0x24 && bytes[offset + 1] == 0x7B
    }
    while at < bytes.count {
      if bytes[at] == 0x24, opens(at + 1) {
        parts.append(.verbatim(start..<at))
        start = at + 1
        at += 3
      } else if opens(at) {
        parts.append(.verbatim(start..<at))
        guard let close = bytes[at...].firstIndex(of: 0x7D) else {
          parts.append(.unclosed(at..<at + 2))
          return parts
        }
        parts.append(reference(bytes, at..<close + 1))
        at = close + 1
        start = at
      } else {
        at += 1
      }
    }
    parts.append(.verbatim(start..<bytes.count))
    return parts.filter { if case .verbatim(let range) = $0 { !range.isEmpty } else { true } }
  }

  private static func reference(_ bytes: [UInt8], _ range: Range<Int>) -> Part {
    let inner = range.lowerBound + 2..<range.upperBound - 1
    let name = String(decoding: bytes[inner], as: UTF8.self)
    if isName(name) { return .variable(name, range) }
    guard name.hasPrefix("env:") else { return .malformed(name, range) }
    let rest = name.dropFirst(4)
    guard let mark = rest.range(of: ":-") else {
      return isName(rest)
        ? .environment(String(rest), default: nil, range) : .malformed(name, range)
    }
    let variable = rest[..<mark.lowerBound]
    let start = inner.upperBound - rest[mark.upperBound...].utf8.count
    return isName(variable)
      ? .environment(String(variable), default: start..<inner.upperBound, range)
      : .malformed(name, range)
  }

  /// Whether a text is letters, digits, `_` and `-`, not beginning with a digit.
  static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, !first.isDigit, first != 0x2D else { return false }
    return text.utf8.allSatisfy { byte in
      byte.isDigit || byte == 0x5F || byte == 0x2D || (0x61...0x7A).contains(byte | 0x20)
    }
  }
}

extension Substring {
  /// The first place of a text in this one.
  fileprivate func range(of text: String) -> Range<Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
      at = index(after: at)
    }
    return nil
  }
}
