/// What the last column of CoNLL-U says of the white space around a word.
struct CoNLLUSpaces {
  /// In front of the first word of a text.
  private(set) var before: [UInt8] = []
  /// Empty for `SpaceAfter=No`; nil when nothing is said.
  private(set) var after: [UInt8]?

  /// Reads `SpaceAfter=No`, and `SpacesBefore` and `SpacesAfter` as UDPipe writes them.
  init(_ column: String) {
    guard column != "_" else { return }
    for item in column.split(separator: "|") {
      if item == "SpaceAfter=No" {
        after = []
      } else if item.hasPrefix("SpacesAfter=") {
        after = Self.unescaped(item.dropFirst("SpacesAfter=".count))
      } else if item.hasPrefix("SpacesBefore=") {
        before = Self.unescaped(item.dropFirst("SpacesBefore=".count))
      }
    }
  }

  private static func unescaped(_ text: Substring) -> [UInt8] {
    var scalars = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let letter = rest.popFirst() else {
        scalars.append(scalar)
        continue
      }
      switch letter {
      case "s": scalars.append(" ")
      case "t": scalars.append("\t")
      case "n": scalars.append("\n")
      case "r": scalars.append("\r")
      case "p": scalars.append("|")
      case "u": scalars.append(numbered(&rest) ?? letter)
      default: scalars.append(letter)
      }
    }
    return Array(String(scalars).utf8)
  }

  /// The character whose number stands in braces.
  private static func numbered(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
    guard rest.first == "{", let close = rest.firstIndex(of: "}") else { return nil }
    let digits = String(rest[..<close].dropFirst())
    guard let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number) else {
      return nil
    }
    rest = rest[rest.index(after: close)...]
    return scalar
  }
}
