/// Texts of strangers as they may be printed: nothing ends a line, speaks to the terminal or turns the
/// direction of what follows.
package enum VisibleText {
  /// A text with its control, line-breaking and bidirectional control characters written out, as
  /// `\u{202E}`.
  package static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isEscaped) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if isEscaped(scalar) {
        result += written(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a character is written out.
  static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: scalar.properties.isBidiControl
    }
  }

  /// A character as its number: `\u{202E}`.
  static func written(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }
}
