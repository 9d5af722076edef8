import CZlib
import GalleyABI
import GalleyKit
import Glibc

/// How the bytes of an input are given to a reader.
///
/// A run takes the defaults; a reader must come to the same with any other.
package struct StreamPieces: Sendable {
  /// Bytes at once, at most; at least 1.
  package var longest = Int.max
  /// Whether the size is told beforehand where it is known.
  package var tellsSize = true

  package init() {}
}

/// The bytes of one input, unpacked and limited, lent to a reader as its stream.
///
/// Packed input (gzip) is recognised by its first two bytes.
final class InputBytes {
  let file: InputFile
  /// Why reading stopped, when it did before the end.
  private(set) var problem: StageFailureReport?
  private let descriptor: Int32
  private let pieces: StreamPieces
  private var packed: [UInt8] = []
  private var packedStart = 0
  private var packedEnd = 0
  private var packedCount = 0
  private var unpackedCount = 0
  private var unpacking: UnsafeMutablePointer<z_stream>?
  private var isAtEnd = false
  private let size: UInt64
  /// Bytes given to the reader or unpacked for it, as they lie in the file.
  var consumedCount: Int { packedCount - (packedEnd - packedStart) }
  private let stop: StopFlag

  /// - Parameters:
  ///   - file: what to open.
  ///   - pieces: how reads are cut.
  ///   - stop: ends the waiting for a pipe or terminal.
  /// - Throws: `FileError` when the input cannot be opened.
  init(
    _ file: InputFile,
    _ pieces: StreamPieces = StreamPieces(),
    stop: StopFlag = StopFlag()
  ) throws(FileError) {
    self.file = file
    self.pieces = pieces
    self.stop = stop
    if let path = file.path {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError(errno) }
    } else {
      descriptor = STDIN_FILENO
    }
    var status = stat()
    fstat(descriptor, &status)
    if status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw FileError(EISDIR)
    }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    packed = [UInt8](repeating: 0, count: 1 << 18)
    size = isFile ? UInt64(status.st_size) : UInt64.max
    fill()
    if packedEnd >= 2, packed[0] == 0x1F, packed[1] == 0x8B { beginUnpacking() }
  }

  deinit {
    if let unpacking {
      inflateEnd(unpacking)
      unpacking.deallocate()
    }
    if file.path != nil { close(descriptor) }
  }

  /// Reads up to `count` bytes; 0 at the end; nil after a problem.
  func read(into buffer: UnsafeMutableRawPointer, count: Int) -> Int? {
    guard problem == nil else { return nil }
    let most = min(count, pieces.longest)
    return unpacking == nil ? copy(into: buffer, most) : unpack(into: buffer, most)
  }

  /// Lends this input across the C boundary.
  func stream() -> galley_stream {
    var stream = galley_stream()
    stream.size = UInt32(MemoryLayout<galley_stream>.size)
    stream.context = Unmanaged.passUnretained(self).toOpaque()
    stream.bytes = unpacking == nil && pieces.tellsSize ? size : UInt64.max
    stream.read = { context, buffer, count, readCount in
      guard let context, let buffer else { return galley_result(GALLEY_FAILED) }
      let bytes = Unmanaged<InputBytes>.fromOpaque(context).takeUnretainedValue()
      guard let read = bytes.read(into: buffer, count: Int(count)) else {
        return galley_result(GALLEY_FAILED)
      }
      readCount?.pointee = UInt64(read)
      return galley_result(GALLEY_OK)
    }
    return stream
  }

  private func fill() {
    packedStart = 0
    packedEnd = 0
    guard !isAtEnd else { return }
    guard isReady() else {
      isAtEnd = true
      return
    }
    while true {
      let got = Glibc.read(descriptor, &packed, packed.count)
      if got < 0, errno == EINTR { continue }
      if got < 0 {
        problem = StageFailureReport(
          code: "unreadable-input",
          "cannot be read: \(FileError(errno).reason)"
        )
      }
      packedEnd = max(0, got)
      packedCount += packedEnd
      isAtEnd = got <= 0
      return
    }
  }

  /// Waits until reading would not block; false when the run is interrupted meanwhile.
  ///
  /// A read that blocks cannot be ended from outside: whoever writes to the pipe may take hours.
  private func isReady() -> Bool {
    guard size == UInt64.max else { return true }
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while stop.reason == .none {
      let ready = poll(&wanted, 1, 100)
      if ready > 0 || ready < 0 && errno != EINTR { return true }
    }
    return false
  }

  private func copy(into buffer: UnsafeMutableRawPointer, _ count: Int) -> Int? {
    if packedStart == packedEnd { fill() }
    guard problem == nil else { return nil }
    let taken = min(count, packedEnd - packedStart)
    packed.withUnsafeBytes { bytes in
      if taken > 0, let base = bytes.baseAddress {
        buffer.copyMemory(from: base + packedStart, byteCount: taken)
      }
    }
    packedStart += taken
    return taken
  }

  private func beginUnpacking() {
    let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 16: gzip; 15: largest window.
    guard inflateInit2_(state, 16 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      state.deallocate()
      problem = StageFailureReport(code: "bad-gzip", "cannot be unpacked: zlib does not start")
      return
    }
    unpacking = state
  }

  private func unpack(into buffer: UnsafeMutableRawPointer, _ count: Int) -> Int? {
    var produced = 0
    while produced == 0 {
      if packedStart == packedEnd { fill() }
      guard problem == nil else { return nil }
      if packedStart == packedEnd { return endOfPacked() }
      let status = inflateSome(into: buffer, count, &produced)
      unpackedCount += produced
      if let reason = refusal(of: status) {
        problem = StageFailureReport(code: "bad-gzip", reason)
        return nil
      }
      if status == Z_STREAM_END, !hasMember() { return produced }
    }
    return produced
  }

  private func inflateSome(
    into buffer: UnsafeMutableRawPointer,
    _ count: Int,
    _ produced: inout Int
  ) -> Int32 {
    packed.withUnsafeMutableBufferPointer { bytes in
      guard let base = bytes.baseAddress, let unpacking else { return Z_DATA_ERROR }
      let room = min(count, 1 << 30)
      unpacking.pointee.next_in = base + packedStart
      unpacking.pointee.avail_in = UInt32(packedEnd - packedStart)
      unpacking.pointee.next_out = buffer.assumingMemoryBound(to: UInt8.self)
      unpacking.pointee.avail_out = UInt32(room)
      let status = inflate(unpacking, Z_NO_FLUSH)
      packedStart = packedEnd - Int(unpacking.pointee.avail_in)
      produced = room - Int(unpacking.pointee.avail_out)
      return status
    }
  }

  /// Another member may follow in the same file.
  private func hasMember() -> Bool {
    isMemberOpen = false
    if packedStart == packedEnd { fill() }
    guard packedStart < packedEnd else { return false }
    isMemberOpen = true
    return unpacking.map { inflateReset($0) == Z_OK } ?? false
  }

  private var isMemberOpen = true

  private func endOfPacked() -> Int? {
    guard isMemberOpen else { return 0 }
    problem = StageFailureReport(code: "bad-gzip", "ends in the middle of its packed data")
    return nil
  }

  /// At most 100 times the packed size and 64 MiB, so that a small file cannot fill the memory.
  private func refusal(of status: Int32) -> String? {
    if unpackedCount > packedCount * 100 + (64 << 20) {
      return "unpacks to more than 100 times its size"
    }
    switch status {
    case Z_OK, Z_STREAM_END, Z_BUF_ERROR: return nil
    default: return "is not well-formed gzip"
    }
  }
}
