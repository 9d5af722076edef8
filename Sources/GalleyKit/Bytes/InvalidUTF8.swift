/// The first bytes of a text that are not UTF-8.
package struct InvalidUTF8: Error, Hashable {
  package var range: Range<Int>
  package var first: UInt8
  /// What is wrong with them: `truncated character`.
  package var reason: String

  /// nil when the bytes are UTF-8.
  package init?(in bytes: UnsafeBufferPointer<UInt8>) {
    do throws(UTF8.ValidationError) {
      // Safe: the span ends with this function, the bytes do not.
      _ = try UTF8Span(validating: unsafe Span(_unsafeElements: bytes))
      return nil
    } catch {
      range = error.byteOffsets
      first = bytes[error.byteOffsets.lowerBound]
      reason = Self.reason(error.kind)
    }
  }

  package var message: String { "\(hexadecimal(first)) \(problem)" }

  /// What is wrong, without the byte.
  package var problem: String { "is not UTF-8 (\(reason))" }

  private static func reason(_ kind: UTF8.ValidationError.Kind) -> String {
    switch kind {
    case .truncatedScalar: "a character is cut short"
    case .unexpectedContinuationByte: "a continuation byte without a beginning"
    case .surrogateCodePointByte: "an encoded surrogate"
    case .overlongEncodingByte: "an overlong encoding"
    default: "a byte that never occurs in it"
    }
  }
}

/// A byte as messages show it: `byte 0xE9`.
package func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "byte 0x\(digits.count == 1 ? "0" : "")\(digits)"
}
