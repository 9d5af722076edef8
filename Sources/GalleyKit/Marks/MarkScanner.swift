/// Takes the marks out of a text.
struct MarkScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var text = ""
  private var marks: [MarkedText.Mark] = []
  /// Open brackets: where they stand, and the offset in the text.
  private var open: [(place: Int, offset: Int)] = []

  init(_ marked: String) { scalars = Array(marked.unicodeScalars) }

  mutating func scan() throws(MarkError) -> (String, [MarkedText.Mark]) {
    while let scalar = peek() {
      switch scalar {
      case "\\": try escape()
      case "[":
        open.append((position, text.utf8.count))
        position += 1
      case "]": try close()
      default:
        text.unicodeScalars.append(scalar)
        position += 1
      }
    }
    if let bracket = open.last { throw error("'[' without ']'; write '\\['", at: bracket.place) }
    return (text, marks)
  }

  private func peek() -> Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private func error(_ message: String, at place: Int? = nil) -> MarkError {
    MarkError(column: (place ?? position) + 1, message: message)
  }

  private mutating func escape() throws(MarkError) {
    position += 1
    guard let scalar = peek(), "[]\\".unicodeScalars.contains(scalar) else {
      throw error("'\\' stands before '[', ']' and '\\' only; write '\\\\'", at: position - 1)
    }
    text.unicodeScalars.append(scalar)
    position += 1
  }

  private mutating func close() throws(MarkError) {
    guard let bracket = open.popLast() else { throw error("']' without '['; write '\\]'") }
    position += 1
    var mark = MarkedText.Mark(TextSpan(bracket.offset..<text.utf8.count))
    while true {
      if peek() == "(", mark.type == nil {
        try annotation(of: &mark)
      } else if peek() == "{", mark.capture == nil {
        mark.capture = try inside("{", "}")
      } else {
        break
      }
    }
    marks.append(mark)
  }

  /// The text up to `end`; quoted parts may have it.
  private mutating func inside(
    _ begin: Unicode.Scalar,
    _ end: Unicode.Scalar
  ) throws(MarkError) -> String {
    let start = position
    var isQuoted = false
    position += 1
    while let scalar = peek(), isQuoted || scalar != end {
      if scalar == "\"" { isQuoted.toggle() }
      position += 1
    }
    guard peek() == end else { throw error("'\(begin)' without '\(end)'", at: start) }
    defer { position += 1 }
    return Self.string(scalars[start + 1..<position])
  }

  private mutating func annotation(of mark: inout MarkedText.Mark) throws(MarkError) {
    let start = position
    var words = Self.words(try inside("(", ")"))
    guard !words.isEmpty else { throw error("'()' names no type", at: start) }
    mark.type = words.removeFirst()
    for word in words {
      guard let equals = word.firstIndex(of: "=") else {
        throw error("'\(word)' is not of the form feature=value", at: start)
      }
      mark.features[String(word[..<equals])] = Self.value(word[word.index(after: equals)...])
    }
  }

  /// Splits at blanks that stand outside quotes.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.unicodeScalars.append(scalar)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  private static func value(_ text: Substring) -> JSONValue {
    if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 {
      return .text(String(text.dropFirst().dropLast()))
    }
    if text == "true" || text == "false" { return .flag(text == "true") }
    if let integer = Int64(text) { return .integer(integer) }
    if let first = text.unicodeScalars.first, first == "-" || ("0"..."9").contains(first),
      let number = Double(text)
    {
      return .number(number)
    }
    return .text(String(text))
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}
