import Glibc

/// A result that grows under the name `NAME.partial` and gets its own name when all is well.
///
/// One thread at a time writes.
final class OutputFile {
  /// Where it will lie; nil: standard output.
  let path: String?
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private(set) var byteCount = 0

  /// - Throws: `RunStop` when the file cannot be made.
  init(path: String?) throws(RunStop) {
    self.path = path
    guard let path else {
      descriptor = STDOUT_FILENO
      return
    }
    descriptor = open("\(path).partial", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw RunStop("cannot write '\(path).partial': \(FileError(errno).reason)")
    }
    buffer.reserveCapacity(1 << 17)
  }

  deinit {
    if path != nil { close(descriptor) }
  }

  /// Appends bytes.
  ///
  /// - Throws: `RunStop` when the disk is full or the reader of a pipe has gone.
  func write(_ bytes: [UInt8]) throws(RunStop) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  func flush() throws(RunStop) {
    var done = 0
    while done < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if written < 0 {
        if errno == EINTR { continue }
        let error = FileError(errno)
        throw RunStop(
          "cannot write \(path.map { "'\($0)'" } ?? "standard output"): \(error.reason)",
          isReaderGone: path == nil && error.code == EPIPE
        )
      }
      done += written
    }
    byteCount += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left to the disk; the name stays partial.
  func finish() throws(RunStop) {
    try flush()
    if path != nil, fsync(descriptor) != 0, errno != EINVAL {
      throw RunStop("cannot write '\(path ?? "")': \(FileError(errno).reason)")
    }
  }

  /// Takes the file away; one of an earlier run under its name stays.
  func discard() {
    if let path { unlink("\(path).partial") }
  }

  /// Gives the file its name.
  func publish() throws(RunStop) {
    guard let path else { return }
    if rename("\(path).partial", path) != 0 {
      throw RunStop("cannot rename '\(path).partial': \(FileError(errno).reason)")
    }
  }
}
