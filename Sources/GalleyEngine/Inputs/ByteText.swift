import GalleyABI
import GalleyKit

/// A text lent across the C boundary as long as this object lives.
final class ByteText {
  private var buffer: UnsafeMutableBufferPointer<UInt8>?

  func keep(_ text: String) -> galley_text {
    let utf8 = Array(text.utf8)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: utf8.count)
    _ = copy.initialize(from: utf8)
    buffer?.deallocate()
    buffer = copy
    return galley_text(UnsafeBufferPointer(copy))
  }

  deinit { buffer?.deallocate() }
}
