public import GalleyABI

extension String {
  /// Copies a text that came across the C boundary.
  public init(_ text: galley_text) {
    self.init(decoding: UnsafeBufferPointer(text), as: UTF8.self)
  }

  /// Lends this text across the C boundary for the length of `body`.
  public func withGalleyText<Result>(_ body: (galley_text) throws -> Result) rethrows -> Result {
    var copy = self
    return try copy.withUTF8 { try body(galley_text($0)) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of a text, valid as long as its owner says; empty for NULL and impossible counts.
  public init(_ text: galley_text) {
    guard let bytes = text.bytes, let count = Int(exactly: text.count), count > 0 else {
      self.init(start: nil, count: 0)
      return
    }
    let raw = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
    self.init(start: raw, count: count)
  }
}

extension galley_text {
  /// Lends bytes; they must outlive the use.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let pointer = bytes.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
    self.init(bytes: pointer, count: UInt64(bytes.count))
  }

  /// The text without bytes.
  public static var empty: galley_text { galley_text(bytes: nil, count: 0) }
}
