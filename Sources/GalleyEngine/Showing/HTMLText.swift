/// Texts of strangers as content of HTML elements and attributes in quotes.
enum HTMLText {
  /// A text in which nothing is markup; control and bidirectional control characters are written out,
  /// line ends and tabs are kept.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      switch scalar {
      case "&": result += "&amp;".unicodeScalars
      case "<": result += "&lt;".unicodeScalars
      case ">": result += "&gt;".unicodeScalars
      case "\"": result += "&quot;".unicodeScalars
      case "'": result += "&#39;".unicodeScalars
      case "\n": if !wasReturn { result.append("\n") }
      case "\r": result.append("\n")
      case "\t": result.append("\t")
      default:
        if VisibleText.isEscaped(scalar) {
          result += VisibleText.written(scalar).unicodeScalars
        } else {
          result.append(scalar)
        }
      }
    }
    return String(result)
  }

  /// JSON as content of a `script` element, which only `</script` and `<!--` could end.
  static func script(_ json: [UInt8]) -> String {
    String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
  }
}
