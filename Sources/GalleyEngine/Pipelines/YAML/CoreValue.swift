package import GalleyKit

/// What a scalar means in the core schema of YAML 1.2.
///
/// Unlike YAML 1.1, `no`, `on` and `12:30` are texts.
package enum CoreValue: Sendable, Hashable {
  case value(JSONValue)
  /// A number that has no place in a pipeline, with what to say about it.
  case refused(String)
  /// Nothing that can be used; the user has been told.
  case broken

  /// Reads an unquoted scalar.
  init(plain text: String) {
    self =
      switch text {
      case "", "~", "null", "Null", "NULL": .value(.null)
      case "true", "True", "TRUE": .value(.flag(true))
      case "false", "False", "FALSE": .value(.flag(false))
      default: Self.number(text) ?? .value(.text(text))
      }
  }

  private static func number(_ text: String) -> CoreValue? {
    let bytes = Array(text.utf8)
    let unsigned =
      bytes.first.map { $0 == 0x2B || $0 == 0x2D } == true ? bytes.dropFirst() : bytes[...]
    guard let first = unsigned.first, first.isDigit || first == 0x2E else { return nil }
    if [".inf", ".Inf", ".INF"].contains(String(decoding: unsigned, as: UTF8.self))
      || [".nan", ".NaN", ".NAN"].contains(text)
    {
      return .refused("'\(text)' is not a finite number")
    }
    if bytes.starts(with: [0x30, 0x78]) { return integer(text, bytes.dropFirst(2), radix: 16) }
    if bytes.starts(with: [0x30, 0x6F]) { return integer(text, bytes.dropFirst(2), radix: 8) }
    if unsigned.allSatisfy(\.isDigit) { return integer(text, bytes[...], radix: 10) }
    return isDecimal(unsigned) ? decimal(text) : nil
  }

  private static func integer(
    _ text: String,
    _ digits: ArraySlice<UInt8>,
    radix: Int
  ) -> CoreValue? {
    let digits = String(decoding: digits, as: UTF8.self)
    guard radix == 10 || digits.allSatisfy({ $0.hexDigitValue.map { $0 < radix } ?? false }),
      !digits.isEmpty
    else { return nil }
    guard let value = Int64(digits, radix: radix) else {
      return .refused("'\(text.shortened)' does not fit in 64 bits")
    }
    return .value(.integer(value))
  }

  /// `[0-9]+(.[0-9]*)?` or `.[0-9]+`, then perhaps an exponent.
  private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = 0
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: \.isDigit).count
      rest = rest.dropFirst(fraction)
    }
    guard !whole.isEmpty || fraction > 0 else { return false }
    guard let mark = rest.first else { return true }
    guard mark == 0x65 || mark == 0x45 else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(\.isDigit)
  }

  private static func decimal(_ text: String) -> CoreValue {
    guard let value = Double(text), value.isFinite else {
      return .refused("'\(text.shortened)' is not a finite number")
    }
    return .value(.number(value))
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
