import GalleyKit

/// The bytes of one stream.
///
/// A class, because it owns them.
final class WholeFile {
  private var memory: UnsafeMutableRawBufferPointer
  private var count = 0

  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: memory[..<count]).bindMemory(to: UInt8.self)
  }

  /// Reads to the end; nil when the stream is longer than any file whose text has `longest` bytes.
  ///
  /// - Throws: `HostRefusal` when it cannot be read, `StopRequest`.
  init?(_ stream: InputStream, longest: Int, call: borrowing StageCall) throws {
    // UTF-16 takes at most two bytes for one of UTF-8, and a byte order mark.
    let limit = longest * 2 + 4
    if let size = stream.size, size > limit { return nil }
    let expected = min(stream.size ?? 64 << 10, limit)
    memory = .allocate(byteCount: expected + 1, alignment: 16)
    while true {
      try call.checkStop()
      if count == memory.count { grow(limit) }
      let rest = UnsafeMutableRawBufferPointer(rebasing: memory[count...])
      let read = try stream.read(into: rest)
      if read == 0 { return }
      count += read
      if count > limit { return nil }
    }
  }

  deinit { memory.deallocate() }

  private func grow(_ limit: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(memory.count * 2, limit + 1),
      alignment: 16
    )
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
    memory.deallocate()
    memory = larger
  }
}
