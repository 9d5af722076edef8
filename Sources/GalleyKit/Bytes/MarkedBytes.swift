/// Bytes without their byte order mark; UTF-16, which only a mark tells, comes as UTF-8.
package struct MarkedBytes {
  private enum Mark {
    case none
    case utf8
    case utf16(isBigEndian: Bool)
  }

  private var source: any ByteSource
  private let replacesHalves: Bool
  /// nil until the first bytes have been read.
  private var mark: Mark?
  /// Bytes of the stream that are not handed out: its first ones, or characters cut in two.
  private var held: [UInt8] = []
  /// UTF-8 made of UTF-16.
  private var converted: [UInt8] = []
  private var handed = 0
  private var isAtEnd = false

  /// Half of a character in UTF-16 becomes U+FFFD, or else bytes that are no UTF-8.
  package init(_ source: any ByteSource, replacesHalves: Bool = false) {
    self.source = source
    self.replacesHalves = replacesHalves
  }

  /// How many bytes the mark has that come before the first one handed out; 0 for UTF-16.
  var skipped: Int { if case .utf8? = mark { 3 } else { 0 } }

  var isUTF16: Bool { if case .utf16? = mark { true } else { false } }

  /// Reads up to the buffer's size.
  ///
  /// - Returns: bytes read; 0 at the end.
  /// - Throws: `HostRefusal` when the input cannot be read.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(HostRefusal) -> Int {
    if mark == nil { try findMark() }
    if case .utf16(let isBigEndian)? = mark { return try convert(isBigEndian, into: buffer) }
    guard held.isEmpty else {
      defer { held = [] }
      buffer.copyBytes(from: held)
      return held.count
    }
    return try source.read(into: buffer)
  }

  private mutating func findMark() throws(HostRefusal) {
    while held.count < 3, try readMore(3 - held.count) {}
    if held.starts(with: [0xEF, 0xBB, 0xBF]) {
      mark = .utf8
      held = []
    } else if held.starts(with: [0xFF, 0xFE]) || held.starts(with: [0xFE, 0xFF]) {
      mark = .utf16(isBigEndian: held[0] == 0xFE)
      held.removeFirst(2)
    } else {
      mark = Mark.none
    }
  }

  /// Reads into `held`; false at the end.
  private mutating func readMore(_ count: Int) throws(HostRefusal) -> Bool {
    let before = held.count
    held.append(contentsOf: repeatElement(0, count: count))
    var source = source
    let result = held.withUnsafeMutableBytes { bytes in
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[before...])
      return Result { () throws(HostRefusal) in try source.read(into: rest) }
    }
    self.source = source
    let read = try result.get()
    held.removeLast(count - read)
    return read > 0
  }

  private mutating func convert(
    _ isBigEndian: Bool,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(HostRefusal) -> Int {
    while handed == converted.count, !isAtEnd {
      converted.removeAll(keepingCapacity: true)
      handed = 0
      isAtEnd = try !readMore(64 << 10)
      let whole = isAtEnd ? held.count : wholeUnits(isBigEndian)
      held.withUnsafeBufferPointer { bytes in
        var units = UTF16Units(
          bytes: UnsafeBufferPointer(rebasing: bytes[..<whole]),
          isBigEndian: isBigEndian,
          from: 0
        )
        while units.next(into: &converted) != nil {
          // A surrogate as three bytes, which are never UTF-8: whoever checks the row says so.
          converted.append(
            contentsOf: replacesHalves ? [0xEF, 0xBF, 0xBD] : [0xED, 0xA0, 0x80]
          )
        }
      }
      held.removeFirst(whole)
    }
    let count = min(buffer.count, converted.count - handed)
    buffer.copyBytes(from: converted[handed..<handed + count])
    handed += count
    return count
  }

  /// Bytes of `held` up to a unit that is cut in two, or a pair of units.
  private func wholeUnits(_ isBigEndian: Bool) -> Int {
    let whole = held.count & ~1
    guard whole > 0 else { return 0 }
    let high = held[isBigEndian ? whole - 2 : whole - 1]
    return (0xD8..<0xDC).contains(high) ? whole - 2 : whole
  }
}
