/// A borrowed UTF-8 text with the character tables at hand.
///
/// All positions are UTF-8 byte offsets. The text is valid UTF-8 (the host has checked it), so
/// decoding needs no error case. Reading beyond the end gives the byte 0.
struct ByteText {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  private let tables: CharacterTables

  /// An empty buffer may have no address; the table stands in, it is never read.
  init(_ buffer: UnsafeBufferPointer<UInt8>) {
    tables = CharacterTables.shared
    count = buffer.count
    bytes =
      buffer.baseAddress
      ?? UnsafeRawPointer(tables.bytes).assumingMemoryBound(to: UInt8.self)
  }

  subscript(_ offset: Int) -> UInt8 {
    offset < count ? bytes[offset] : 0
  }

  func byteClass(_ offset: Int) -> ByteClass {
    tables.bytes[Int(bytes[offset])]
  }

  /// The scalar that starts at `offset` and its length in bytes.
  func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    let second = UInt32(bytes[offset + 1] & 0x3F)
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    let third = UInt32(bytes[offset + 2] & 0x3F)
    if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
    let fourth = UInt32(bytes[offset + 3] & 0x3F)
    return ((first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
  }

  /// The kind of the scalar that starts at `offset` and its length in bytes.
  func kind(at offset: Int) -> (kind: ScalarKind, length: Int) {
    let (value, length) = scalar(at: offset)
    return (tables.kind(of: value), length)
  }

  /// The kind at `offset`, `.space` at or beyond `end`.
  func kind(at offset: Int, before end: Int) -> ScalarKind {
    offset < end ? kind(at: offset).kind : .space
  }

  /// The start of the scalar that ends at `offset`, which is above 0.
  func scalarStart(before offset: Int) -> Int {
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The length in bytes of the white space at `offset`, 0 if there is none.
  func spaceLength(at offset: Int) -> Int {
    let byteClass = byteClass(offset)
    if !byteClass.contains(.high) { return byteClass.contains(.space) ? 1 : 0 }
    let (kind, length) = kind(at: offset)
    return kind == .space || kind == .lineBreak ? length : 0
  }

  /// The first offset from `offset` on that is not white space, at most `end`.
  func skipSpace(from offset: Int, to end: Int) -> Int {
    var offset = offset
    while offset < end {
      let length = spaceLength(at: offset)
      if length == 0 { return offset }
      offset += length
    }
    return end
  }

  /// The end of the text before `offset` without its trailing white space, at least `start`.
  func trimSpace(before offset: Int, downTo start: Int) -> Int {
    var offset = offset
    while offset > start {
      let last = scalarStart(before: offset)
      if spaceLength(at: last) == 0 { return offset }
      offset = last
    }
    return start
  }
}
