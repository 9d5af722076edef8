/// Reads the small parts of a pattern: blanks, names, words, quoted texts.
struct RuleReader {
  let bytes: [UInt8]
  var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position >= bytes.count }

  /// The byte `distance` ahead; 0 behind the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    let place = position + distance
    return place < bytes.count ? bytes[place] : 0
  }

  func looks(at text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
    for i in 0..<text.utf8CodeUnitCount where bytes[position + i] != text.utf8Start[i] {
      return false
    }
    return true
  }

  mutating func skipBlanks() {
    while !isAtEnd, Self.isBlank(bytes[position]) { position += 1 }
  }

  /// Goes over `text` if it stands here.
  mutating func take(_ text: StaticString) -> Bool {
    guard looks(at: text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The bytes of the scalar that stands here; empty at the end.
  var scalarHere: Range<Int> {
    guard !isAtEnd else { return position..<position }
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return position..<end
  }

  /// Letters, digits and `_`, beginning with a letter or `_`.
  mutating func name() -> RuleName? {
    guard Self.isNameStart(peek()) else { return nil }
    let start = position
    while Self.isNamePart(peek()) { position += 1 }
    return RuleName(text: text(start..<position), range: start..<position)
  }

  /// A word as it may stand without quotes.
  mutating func word() -> RuleName? {
    guard Self.isWordStart(peek()) else { return nil }
    let start = position
    while Self.isWordPart(peek()) { position += 1 }
    return RuleName(text: text(start..<position), range: start..<position)
  }

  /// A text in double quotes; `\"` and `\\` stand for themselves.
  mutating func quoted() throws(RuleSyntaxError) -> RuleName? {
    guard peek() == UInt8(ascii: "\"") else { return nil }
    let start = position
    var inside: [UInt8] = []
    position += 1
    while !isAtEnd, peek() != UInt8(ascii: "\"") {
      if peek() == UInt8(ascii: "\\") {
        let next = peek(1)
        guard next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") else {
          throw RuleSyntaxError(
            #"'\' stands before '"' and '\' only"#,
            at: position..<position + 1,
            fix: #"write '\\'"#
          )
        }
        position += 1
      }
      inside.append(peek())
      position += 1
    }
    guard !isAtEnd else {
      throw RuleSyntaxError(#"'"' without its end"#, at: start..<start + 1, fix: #"add a '"'"#)
    }
    position += 1
    return RuleName(text: String(decoding: inside, as: UTF8.self), range: start..<position)
  }

  /// Decimal digits; nil when there are none or they exceed a million.
  mutating func count() -> Int? {
    let start = position
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek()) { position += 1 }
    guard position > start, position - start <= 7 else { return nil }
    return Int(text(start..<position))
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  static func isNameStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isWordStart(_ byte: UInt8) -> Bool {
    isNamePart(byte) || byte >= 0x80 || byte == UInt8(ascii: "'")
  }

  static func isWordPart(_ byte: UInt8) -> Bool {
    isWordStart(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
