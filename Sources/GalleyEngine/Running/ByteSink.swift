import GalleyABI
import GalleyKit

/// Collects the bytes a stage writes.
final class ByteSink {
  private(set) var bytes: [UInt8] = []

  func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// The bytes collected; the sink is empty afterwards.
  func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Lends this sink across the C boundary.
  func lend(_ body: (UnsafePointer<galley_bytes_out>) -> galley_result) -> galley_result {
    var out = galley_bytes_out()
    out.size = UInt32(MemoryLayout<galley_bytes_out>.size)
    out.context = Unmanaged.passUnretained(self).toOpaque()
    out.write = { context, text in
      guard let context else { return galley_result(GALLEY_FAILED) }
      let sink = Unmanaged<ByteSink>.fromOpaque(context).takeUnretainedValue()
      sink.bytes.append(contentsOf: UnsafeBufferPointer(text))
      return galley_result(GALLEY_OK)
    }
    return body(&out)
  }
}
