/// Appends a scalar value, which must be one, as UTF-8.
package func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
  guard let scalar = Unicode.Scalar(scalar) else { preconditionFailure("\(scalar) is no scalar") }
  if let encoded = UTF8.encode(scalar) { bytes.append(contentsOf: encoded) }
}
