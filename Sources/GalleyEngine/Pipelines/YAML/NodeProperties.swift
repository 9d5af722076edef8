/// The anchor and the tag before a value: `&name !!str value`.
enum NodeProperties {
  /// Where the value begins that has such properties before it.
  ///
  /// A plain scalar cannot begin with `&` or `!`, so what does is a property.
  static func end(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound, bytes[at] == 0x26 || bytes[at] == 0x21 {
      while at < range.upperBound, space(in: bytes, at, range) == nil { at += 1 }
      at = skipSpaceAndComments(in: bytes, at..<range.upperBound)
    }
    return at
  }

  private static func skipSpaceAndComments(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound {
      if bytes[at] == 0x23 {
        while at < range.upperBound, YAMLBreak(in: bytes, at: at, before: range.upperBound) == nil {
          at += 1
        }
      } else if let length = space(in: bytes, at, range) {
        at += length
      } else {
        return at
      }
    }
    return at
  }

  /// Bytes of the blank or break at a place, U+0085 and U+2028 too; nil when there is none.
  private static func space(in bytes: [UInt8], _ at: Int, _ range: Range<Int>) -> Int? {
    if bytes[at] == 0x20 || bytes[at] == 0x09 { return 1 }
    return YAMLBreak(in: bytes, at: at, before: range.upperBound)?.source.count
  }
}

extension UInt8 {
  /// Whether this is a space, tab, `\n` or `\r`.
  var isBlankOrBreak: Bool { self == 0x20 || self == 0x09 || isLineBreak }
}
