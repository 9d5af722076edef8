import GalleyKit

extension MetadataBuilder {
  /// Appends a scanned value; `scratch` is memory for texts with escapes.
  ///
  /// - Throws: `JSONProblem` when it is a number that no double can hold.
  mutating func append(
    _ key: some Collection<UInt8>,
    _ value: JSONSlice,
    in bytes: UnsafeBufferPointer<UInt8>,
    scratch: inout [UInt8]
  ) throws(JSONProblem) {
    let written = value.bytes(in: bytes)
    switch value.kind {
    case .text where value.isEscaped:
      scratch.removeAll(keepingCapacity: true)
      value.decode(from: bytes, into: &scratch)
      append(key, text: scratch)
    case .text: append(key, text: written)
    case .flag: append(key, flag: written.first == UInt8(ascii: "t"))
    case .number: try append(key, number: written, at: value.range.lowerBound)
    case .null, .list, .object: append(key, json: written)
    }
  }

  /// An integer when it is written as one and fits 64 bits, else a double.
  private mutating func append(
    _ key: some Collection<UInt8>,
    number digits: UnsafeBufferPointer<UInt8>,
    at byte: Int
  ) throws(JSONProblem) {
    let text = String(decoding: digits, as: UTF8.self)
    if let integer = Int64(text) {
      append(key, integer: integer)
    } else if let number = Double(text), number.isFinite {
      append(key, number: number)
    } else {
      throw JSONProblem(.numberTooLarge, at: byte, "number \(text) is too large for a double")
    }
  }
}
