package import GalleyKit

/// One text the user wrote: a pipeline file, or the argument of one `--set`.
///
/// Its bytes are valid UTF-8 without a byte order mark. Lines end with `\n`, `\r\n` or `\r`, as in
/// editors; YAML 1.1 would also end them at U+0085, U+2028 and U+2029.
package final class SourceText: Sendable {
  /// What diagnostics call it: the path as the user would type it, or `--set …`.
  package let name: String
  /// The absolute folder that relative paths written in it start from.
  package let folder: String
  package let bytes: [UInt8]
  /// Offsets of the first byte of every line.
  private let lineStarts: [Int]
  /// The offset of every 128th code point; empty when all are ASCII.
  private let checkpoints: [Int]

  private static let checkpointDistance = 128

  package init(name: String, folder: String, bytes: [UInt8]) {
    self.name = name
    self.folder = folder
    self.bytes = bytes
    lineStarts = Self.lineStarts(of: bytes)
    checkpoints = Self.checkpoints(of: bytes)
  }

  /// The place of a range of bytes, from the code point it begins in; its length ends with its first
  /// line.
  package func location(of range: Range<Int>) -> SourceLocation {
    var start = min(max(range.lowerBound, 0), bytes.count)
    while start > 0, start < bytes.count, bytes[start].continuesCodePoint { start -= 1 }
    let line = Self.lastIndex(in: lineStarts, atMost: start) + 1
    let lineEnd = line < lineStarts.count ? lineStarts[line] : bytes.count
    let end = min(max(range.upperBound, start), lineEnd)
    let length = codePoints(in: start..<trimmingBreak(start..<end))
    return SourceLocation(
      file: name,
      line: line,
      column: codePoints(in: lineStarts[line - 1]..<start) + 1,
      length: max(1, length)
    )
  }

  /// The offset of the code point with a number, counted from 0; the end when there are fewer.
  func offset(ofCodePoint number: Int) -> Int {
    guard !checkpoints.isEmpty else { return min(max(number, 0), bytes.count) }
    let nearest = min(number / Self.checkpointDistance, checkpoints.count - 1)
    var offset = checkpoints[nearest]
    var left = number - nearest * Self.checkpointDistance
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset].continuesCodePoint { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// Counted from the checkpoints, because a line may be as long as the file.
  private func codePoints(in range: Range<Int>) -> Int {
    guard !checkpoints.isEmpty else { return range.count }
    return codePoint(at: range.upperBound) - codePoint(at: range.lowerBound)
  }

  /// The number of code points that begin before an offset.
  private func codePoint(at offset: Int) -> Int {
    let passed = Self.lastIndex(in: checkpoints, atMost: offset)
    let rest = bytes[checkpoints[passed]..<offset].count { !$0.continuesCodePoint }
    return passed * Self.checkpointDistance + rest
  }

  /// The index of the last of some ascending numbers that is not above another, found by halving.
  private static func lastIndex(in numbers: [Int], atMost limit: Int) -> Int {
    var low = 0
    var high = numbers.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if numbers[middle] <= limit { low = middle } else { high = middle }
    }
    return low
  }

  /// The end of a range without the line break it ends with.
  private func trimmingBreak(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1].isLineBreak { end -= 1 }
    return end
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte.isLineBreak {
      let isPair =
        byte == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
      if !isPair { starts.append(offset + 1) }
    }
    return starts
  }

  private static func checkpoints(of bytes: [UInt8]) -> [Int] {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return [] }
    var found: [Int] = []
    var number = 0
    for (offset, byte) in bytes.enumerated() where !byte.continuesCodePoint {
      if number % checkpointDistance == 0 { found.append(offset) }
      number += 1
    }
    return found
  }
}

extension UInt8 {
  /// Whether this is the second, third or fourth byte of a code point in UTF-8.
  var continuesCodePoint: Bool { self & 0xC0 == 0x80 }

  /// Whether this is `\n` or `\r`.
  var isLineBreak: Bool { self == 0x0A || self == 0x0D }
}
