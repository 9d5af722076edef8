/// Bytes that are read from their beginning to their end.
package protocol ByteSource {
  /// Reads up to the buffer's size.
  ///
  /// - Returns: bytes read; 0 at the end.
  /// - Throws: `HostRefusal` when the input cannot be read.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(HostRefusal) -> Int
}

extension InputStream: ByteSource {}

/// Bytes in memory, which outlive their source.
package struct MemorySource: ByteSource {
  private var rest: UnsafeBufferPointer<UInt8>

  package init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = bytes }

  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, rest.count)
    buffer.copyBytes(from: rest[..<count])
    rest = UnsafeBufferPointer(rebasing: rest[count...])
    return count
  }
}
