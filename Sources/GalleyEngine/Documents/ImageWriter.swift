import GalleyABI

/// Appends sections: a count of bytes, then the bytes, padded to 8.
struct ImageWriter: ~Copyable {
  var bytes: NativeBuffer<UInt8>

  mutating func put(_ number: UInt64) {
    withUnsafeBytes(of: number) { raw in
      bytes.append(raw.baseAddress?.assumingMemoryBound(to: UInt8.self), count: 8)
    }
  }

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { put($0) }
  }

  mutating func put<Element: BitwiseCopyable>(_ elements: UnsafeBufferPointer<Element>) {
    let raw = UnsafeRawBufferPointer(elements)
    put(UInt64(raw.count))
    bytes.append(raw.baseAddress?.assumingMemoryBound(to: UInt8.self), count: raw.count)
    bytes.append(repeating: 0, count: (8 - raw.count % 8) % 8)
  }
}

/// Reads sections in the order they were written.
///
/// The checksum was checked, so the sections are as they were written.
struct ImageReader {
  private var rest: UnsafeRawBufferPointer

  /// - Throws: `RunStop` when magic, version, size or checksum do not fit.
  init(checking image: UnsafeRawBufferPointer) throws(RunStop) {
    guard image.count >= DocumentImage.headerSize,
      image.loadUnaligned(as: UInt32.self) == DocumentImage.magic,
      image.loadUnaligned(fromByteOffset: 4, as: UInt32.self) == DocumentImage.version,
      image.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == UInt64(image.count)
    else { throw RunStop("a document in the spool is damaged: its header is not that of an image") }
    rest = UnsafeRawBufferPointer(rebasing: image[DocumentImage.headerSize...])
    let sum = image.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    guard DocumentImage.checksum(rest.assumingMemoryBound(to: UInt8.self)) == sum else {
      throw RunStop("a document in the spool is damaged: its checksum is wrong")
    }
  }

  mutating func number() -> UInt64 {
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[8...]) }
    return rest.loadUnaligned(as: UInt64.self)
  }

  mutating func elements<Element: BitwiseCopyable>() -> UnsafeBufferPointer<Element> {
    let count = Int(number())
    let section = UnsafeRawBufferPointer(rebasing: rest[..<count])
    rest = UnsafeRawBufferPointer(rebasing: rest[((count + 7) / 8 * 8)...])
    return section.assumingMemoryBound(to: Element.self)
  }

  mutating func text() -> String {
    String(decoding: elements() as UnsafeBufferPointer<UInt8>, as: UTF8.self)
  }

  mutating func runs() -> UnsafeBufferPointer<galley_run> { elements() }
}
