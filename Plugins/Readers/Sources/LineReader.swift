import GalleyKit
import Glibc

/// Cuts a stream into lines; holds one chunk, or the longest line allowed.
///
/// A class, because it owns the memory its lines point into.
final class LineReader {
  /// A line without its end, valid until the next `fill`.
  struct Line {
    var bytes: UnsafeBufferPointer<UInt8>
    /// 1-based.
    var number: Int
    /// Offset of its first byte in the stream.
    var byte: Int
    /// Whether it was longer than allowed; then `bytes` is empty.
    var isTooLong = false

    /// Whether nothing but blanks stands in it.
    var isBlank: Bool {
      !isTooLong && bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }
  }

  private let stream: InputStream
  private let chunk: Int
  private var memory: UnsafeMutableRawBufferPointer
  /// Offset of `memory[0]` in the stream.
  private var origin = 0
  /// First byte of `memory` not handed out.
  private var start = 0
  /// First byte of `memory` not looked at.
  private var searched = 0
  /// First byte of `memory` not read.
  private var end = 0
  private var number = 0
  private var isAtEnd = false
  /// Where a line began that is too long and whose end has not been seen.
  private var skippedFrom: Int?

  /// Reads `chunk` bytes at once.
  init(_ stream: InputStream, chunk: Int = 256 << 10) {
    self.stream = stream
    self.chunk = chunk
    memory = .allocate(byteCount: chunk, alignment: 16)
  }

  deinit { memory.deallocate() }

  /// Reads on; call it when `next` has nothing more.
  ///
  /// - Returns: whether there may be lines.
  /// - Throws: `HostRefusal` when the input cannot be read.
  func fill() throws(HostRefusal) -> Bool {
    if isAtEnd { return start < end || skippedFrom != nil }
    makeRoom()
    let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[end...]))
    if count == 0 { isAtEnd = true }
    if origin == 0, number == 0, end < 3 { skipByteOrderMark(end + count) }
    end += count
    return start < end || !isAtEnd || skippedFrom != nil
  }

  /// The next line; nil when more must be read first.
  ///
  /// A line of more than `longest` bytes is never held as a whole.
  func next(longest: Int) -> Line? {
    guard let newline = findNewline() else {
      if isAtEnd { return last(longest: longest) }
      if end - start > longest || skippedFrom != nil { skip() }
      return nil
    }
    defer {
      start = newline + 1
      searched = start
    }
    return take(upTo: newline, longest: longest)
  }

  private func findNewline() -> Int? {
    guard searched < end, let base = memory.baseAddress else { return nil }
    guard let found = memchr(base + searched, 0x0A, end - searched) else {
      searched = end
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private func last(longest: Int) -> Line? {
    guard start < end || skippedFrom != nil else { return nil }
    defer { start = end }
    return take(upTo: end, longest: longest)
  }

  private func take(upTo lineEnd: Int, longest: Int) -> Line {
    number += 1
    let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    if let from = skippedFrom {
      skippedFrom = nil
      return Line(bytes: nothing, number: number, byte: from, isTooLong: true)
    }
    let byte = origin + start
    var stop = lineEnd
    if stop > start, memory[stop - 1] == 0x0D { stop -= 1 }
    if stop - start > longest {
      return Line(bytes: nothing, number: number, byte: byte, isTooLong: true)
    }
    let bytes = UnsafeRawBufferPointer(rebasing: memory[start..<stop])
    return Line(bytes: bytes.bindMemory(to: UInt8.self), number: number, byte: byte)
  }

  /// Forgets what has been read of a line that is too long.
  private func skip() {
    if skippedFrom == nil { skippedFrom = origin + start }
    start = end
  }

  private func makeRoom() {
    if start > 0 {
      let rest = UnsafeRawBufferPointer(rebasing: memory[start..<end])
      memory.copyMemory(from: rest)
      origin += start
      searched -= start
      end -= start
      start = 0
    }
    guard memory.count - end < chunk / 2 else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: memory.count * 2,
      alignment: 16
    )
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<end]))
    memory.deallocate()
    memory = larger
  }

  private func skipByteOrderMark(_ count: Int) {
    if count >= 3, memory[0] == 0xEF, memory[1] == 0xBB, memory[2] == 0xBF {
      start = 3
      searched = 3
    }
  }
}
