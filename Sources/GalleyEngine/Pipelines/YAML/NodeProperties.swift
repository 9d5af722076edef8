/// The anchor and the tag before a value: `&name !!str value`.
enum NodeProperties {
  /// Where the value begins that has such properties before it.
  ///
  /// A plain scalar cannot begin with `&` or `!`, so what does is a property.
  static func end(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound, bytes[at] == 0x26 || bytes[at] == 0x21 {
      while at < range.upperBound, !bytes[at].isBlankOrBreak { at += 1 }
      at = skipSpaceAndComments(in: bytes, at..<range.upperBound)
    }
    return at
  }

  private static func skipSpaceAndComments(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound {
      if bytes[at] == 0x23 {
        while at < range.upperBound, !bytes[at].isLineBreak { at += 1 }
      } else if bytes[at].isBlankOrBreak {
        at += 1
      } else {
        return at
      }
    }
    return at
  }
}

extension UInt8 {
  /// Whether this is a space, tab, `\n` or `\r`.
  var isBlankOrBreak: Bool { self == 0x20 || self == 0x09 || isLineBreak }
}
