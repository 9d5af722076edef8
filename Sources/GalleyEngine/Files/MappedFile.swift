import Glibc

/// A file mapped into memory, read-only.
final class MappedFile {
  let bytes: UnsafeBufferPointer<UInt8>

  /// - Throws: `FileError` when the file cannot be opened or mapped.
  init(_ path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError(EISDIR) }
    guard status.st_size > 0 else {
      bytes = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    let size = Int(status.st_size)
    let mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped, mapped != MAP_FAILED else { throw FileError(errno) }
    bytes = UnsafeBufferPointer(start: mapped.assumingMemoryBound(to: UInt8.self), count: size)
  }

  deinit {
    if let base = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
    }
  }
}

/// Why the system would not do something with a file.
package struct FileError: Error, Sendable, Hashable {
  package let code: Int32

  init(_ code: Int32) { self.code = code }

  /// The system's words, lower case.
  package var reason: String {
    let words = String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
