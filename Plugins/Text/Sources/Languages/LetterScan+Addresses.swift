import GalleyKit

/// What is written in letters and says nothing about the language around it.
extension LetterScan {
  /// Goes behind an address, `@name`, `#tag`, markup or entity that begins here; else notes how far
  /// there is none.
  mutating func skipAddress() -> Bool {
    if let end = markupEnd() {
      at = end
      return true
    }
    var end = at
    var isAddress = text[at] == UInt8(ascii: "#")
    while end < text.count, Self.isInAddress(text[end]) {
      isAddress = isAddress || isSign(end)
      end += 1
    }
    guard isAddress else {
      plainEnd = max(end, at + 1)
      return false
    }
    at = max(end, at + 1)
    return true
  }

  /// Whether the byte makes what it stands in an address: `@`, `://`, the dot of `galley.example`.
  private func isSign(_ offset: Int) -> Bool {
    switch text[offset] {
    case UInt8(ascii: "@"): true
    case UInt8(ascii: ":"):
      byte(offset + 1) == UInt8(ascii: "/") && byte(offset + 2) == UInt8(ascii: "/")
    case UInt8(ascii: "."):
      offset > at && Self.isLowerOrDigit(text[offset - 1]) && Self.isLower(byte(offset + 1))
        && Self.isLower(byte(offset + 2))
    default: false
    }
  }

  /// The end of a tag `<p class="x">` or an entity `&nbsp;` that begins here.
  private func markupEnd() -> Int? {
    switch text[at] {
    case UInt8(ascii: "<"):
      let next = byte(at + 1)
      guard Self.isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") else {
        return nil
      }
      return end(of: UInt8(ascii: ">"), within: 1024)
    case UInt8(ascii: "&"):
      guard Self.isLetter(byte(at + 1)) || byte(at + 1) == UInt8(ascii: "#") else { return nil }
      return end(of: UInt8(ascii: ";"), within: 10)
    default: return nil
    }
  }

  private func end(of sign: UInt8, within limit: Int) -> Int? {
    text[at..<min(text.count, at + limit)].firstIndex(of: sign).map { $0 + 1 }
  }

  private func byte(_ offset: Int) -> UInt8 { offset < text.count ? text[offset] : 0 }

  private static func isInAddress(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&")
      && byte != UInt8(ascii: "\"")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
  private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    isLower(byte) || byte >= 0x30 && byte <= 0x39
  }
}
