extension ScalarRuns {
  /// An unquoted scalar, its lines folded.
  static func plain(_ bytes: [UInt8], _ range: Range<Int>) -> ScalarRuns {
    var scan = FlowScan(bytes, range)
    while !scan.isAtEnd {
      scan.copyText { _ in false }
      scan.foldSpace()
    }
    return scan.finished(at: range.upperBound)
  }

  /// A scalar in single quotes: folded, `''` stands for one quote.
  static func singleQuoted(_ bytes: [UInt8], _ range: Range<Int>) -> ScalarRuns? {
    guard var scan = FlowScan(quoted: bytes, range, by: 0x27) else { return nil }
    while !scan.isAtEnd {
      scan.copyText { $0 == 0x27 }
      if scan.byte == 0x27 { scan.put([0x27], count: 2) }
      scan.foldSpace()
    }
    return scan.finished(at: range.upperBound - 1)
  }

  /// A scalar in double quotes: folded, with escapes.
  static func doubleQuoted(_ bytes: [UInt8], _ range: Range<Int>) -> ScalarRuns? {
    guard var scan = FlowScan(quoted: bytes, range, by: 0x22) else { return nil }
    while !scan.isAtEnd {
      scan.copyText { $0 == 0x5C }
      guard scan.byte == 0x5C else {
        scan.foldSpace()
        continue
      }
      if scan.skipEscapedBreak() {
        scan.foldSpace(afterEscapedBreak: true)
      } else if !scan.unescape() {
        return nil
      }
    }
    return scan.finished(at: range.upperBound - 1)
  }
}

/// Reads the bytes of a plain or quoted scalar from left to right.
private struct FlowScan {
  private let bytes: [UInt8]
  private let limit: Int
  private var at: Int
  private var runs = ScalarRuns()

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    limit = range.upperBound
  }

  /// Starts inside the quotes; nil when there are none.
  init?(quoted bytes: [UInt8], _ range: Range<Int>, by quote: UInt8) {
    guard range.count >= 2, bytes[range.lowerBound] == quote, bytes[range.upperBound - 1] == quote
    else { return nil }
    self.init(bytes, range.lowerBound + 1..<range.upperBound - 1)
  }

  var isAtEnd: Bool { at >= limit }
  var byte: UInt8? { at < limit ? bytes[at] : nil }

  func finished(at end: Int) -> ScalarRuns {
    var runs = runs
    runs.end = end
    return runs
  }

  /// Copies up to a space, a break or a byte that means something.
  mutating func copyText(until stops: (UInt8) -> Bool) {
    let start = at
    while at < limit, !bytes[at].isBlank, !stops(bytes[at]),
      YAMLBreak(in: bytes, at: at, before: limit) == nil
    {
      at += 1
    }
    runs.copy(bytes[start..<at])
  }

  mutating func put(_ value: [UInt8], count: Int) {
    runs.put(value, for: at..<min(limit, at + count))
    at += count
  }

  /// Goes over spaces and breaks: kept on one line, folded over several.
  mutating func foldSpace(afterEscapedBreak: Bool = false) {
    let start = at
    var breaks: [YAMLBreak] = []
    while at < limit {
      if bytes[at].isBlank {
        at += 1
      } else if let found = YAMLBreak(in: bytes, at: at, before: limit) {
        breaks.append(found)
        at = found.source.upperBound
      } else {
        break
      }
    }
    if afterEscapedBreak {
      for found in breaks { runs.put(found.value, for: found.source) }
    } else if let first = breaks.first {
      fold(first, breaks.dropFirst(), in: start..<at)
    } else {
      runs.copy(bytes[start..<at])
    }
  }

  private mutating func fold(
    _ first: YAMLBreak,
    _ rest: ArraySlice<YAMLBreak>,
    in space: Range<Int>
  ) {
    if !first.isFolded {
      runs.put(first.value, for: first.source)
    } else if rest.isEmpty {
      runs.put([0x20], for: space)
    }
    for found in rest { runs.put(found.value, for: found.source) }
  }

  /// Goes over a backslash and the break it hides.
  mutating func skipEscapedBreak() -> Bool {
    guard let found = YAMLBreak(in: bytes, at: at + 1, before: limit) else { return false }
    at = found.source.upperBound
    return true
  }

  /// Reads one escape; false when there is none such.
  mutating func unescape() -> Bool {
    guard at + 1 < limit else { return false }
    if let digits = Self.hexDigits[bytes[at + 1]] {
      let text = String(decoding: bytes[at + 2..<min(limit, at + 2 + digits)], as: UTF8.self)
      guard let number = UInt32(text, radix: 16), let scalar = UnicodeScalar(number) else {
        return false
      }
      put(Array(String(scalar).utf8), count: 2 + digits)
      return true
    }
    guard let scalar = Self.escapes[bytes[at + 1]] else { return false }
    put(Array(String(scalar).utf8), count: 2)
    return true
  }

  private static let hexDigits: [UInt8: Int] = [0x78: 2, 0x75: 4, 0x55: 8]

  private static let escapes: [UInt8: Unicode.Scalar] = [
    0x30: "\0", 0x61: "\u{7}", 0x62: "\u{8}", 0x74: "\t", 0x09: "\t", 0x6E: "\n", 0x76: "\u{B}",
    0x66: "\u{C}", 0x72: "\r", 0x65: "\u{1B}", 0x20: " ", 0x22: "\"", 0x2F: "/", 0x5C: "\\",
    0x4E: "\u{85}", 0x5F: "\u{A0}", 0x4C: "\u{2028}", 0x50: "\u{2029}",
  ]
}

extension UInt8 {
  /// Whether this is a space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
