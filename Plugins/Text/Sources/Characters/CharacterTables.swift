/// The byte classes and the kinds of the scalars U+0000...U+FFFF, made once for the process.
///
/// Plain memory instead of arrays: the hot loops read it for every byte, and an array would be
/// retained, released and checked there.
struct CharacterTables: @unchecked Sendable {
  // Sendable: written only by `init`, before anyone else can hold the value; never freed.
  let bytes: UnsafePointer<ByteClass>
  let scalars: UnsafePointer<ScalarKind>

  static let shared = CharacterTables()

  private init() {
    let bytes = UnsafeMutablePointer<ByteClass>.allocate(capacity: 256)
    for byte in 0...255 {
      (bytes + byte).initialize(to: ByteClass.of(UInt8(byte)))
    }
    let scalars = UnsafeMutablePointer<ScalarKind>.allocate(capacity: 0x10000)
    for value in 0..<0x10000 {
      let kind = Unicode.Scalar(UInt32(value)).map(ScalarKind.of) ?? .symbol
      (scalars + value).initialize(to: kind)
    }
    self.bytes = UnsafePointer(bytes)
    self.scalars = UnsafePointer(scalars)
  }

  func kind(of value: UInt32) -> ScalarKind {
    if value < 0x10000 { return scalars[Int(value)] }
    return Unicode.Scalar(value).map(ScalarKind.of) ?? .symbol
  }
}
