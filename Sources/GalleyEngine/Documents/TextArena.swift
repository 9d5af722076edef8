import GalleyABI
import GalleyKit

/// Small texts kept at fixed addresses until all are given up at once.
final class TextArena {
  private var block: UnsafeMutableBufferPointer<UInt8>
  private var used = 0
  private var full: [UnsafeMutableBufferPointer<UInt8>] = []

  init() { block = .allocate(capacity: 1 << 12) }

  deinit {
    block.deallocate()
    for other in full { other.deallocate() }
  }

  func removeAll() {
    used = 0
    for other in full { other.deallocate() }
    full.removeAll(keepingCapacity: true)
  }

  func keep(_ text: String) -> galley_text { text.withGalleyText(keep) }

  func keep(_ text: galley_text) -> galley_text {
    let bytes = UnsafeBufferPointer(text)
    guard bytes.count > 0 else { return .empty }
    if used + bytes.count > block.count {
      full.append(block)
      block = .allocate(capacity: max(block.count * 2, bytes.count))
      used = 0
    }
    let place = UnsafeMutableBufferPointer(rebasing: block[used..<used + bytes.count])
    _ = place.update(from: bytes)
    used += bytes.count
    return galley_text(UnsafeBufferPointer(place))
  }
}
