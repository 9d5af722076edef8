/// A scalar in some YAML style, written down together with the place of every byte of its value.
///
/// Built from the rules of the YAML specification: what is written and what it means are put together
/// side by side, so nothing here reads YAML.
struct ScalarSample {
  /// The whole file: `key: ` and the scalar.
  private(set) var text = "# é\nouter:\n  key: "
  private(set) var value: [UInt8] = []
  /// For every byte of the value, the offset in `text` of the character it comes from.
  private(set) var places: [Int] = []
  private let newline: String

  enum Style: CaseIterable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  init(_ style: Style, _ random: inout RandomSource) {
    newline = random.pick(["\n", "\n", "\r\n"])
    text = text.replacing("\n", with: newline)
    switch style {
    case .plain: words(&random) { .character($0.pick(Self.plainCharacters)) }
    case .singleQuoted:
      quoted("'", &random) {
        $0.once(in: 5)
          ? .escape("''", "'") : .character($0.pick(Self.plainCharacters + ["\"", "\\"]))
      }
    case .doubleQuoted:
      quoted("\"", &random) {
        $0.once(in: 3) ? $0.pick(Self.escapes) : .character($0.pick(Self.plainCharacters + ["'"]))
      }
    case .literal: block(folds: false, &random)
    case .folded: block(folds: true, &random)
    }
    if ![.literal, .folded].contains(style) { text += newline }
    text += "next: 1" + newline
  }

  enum Unit {
    case character(String)
    /// Written so, meaning this.
    case escape(String, String)
  }

  private static let plainCharacters = [
    "a", "b", "Z", "0", "é", "漢", "😀", "-", "e\u{301}", "$", ";",
  ]
  private static let escapes: [Unit] = [
    .escape("\\n", "\n"), .escape("\\t", "\t"), .escape("\\\\", "\\"), .escape("\\\"", "\""),
    .escape("\\u20AC", "€"), .escape("\\x41", "A"), .escape("\\U0001F600", "😀"),
    .escape("\\/", "/"),
    .escape("\\0", "\0"), .escape("\\_", "\u{A0}"), .escape("\\ ", " "), .escape("\\e", "\u{1B}"),
  ]

  private mutating func write(_ unit: Unit) {
    switch unit {
    case .character(let text): copy(text)
    case .escape(let written, let meant): put(meant, at: self.text.utf8.count, writing: written)
    }
  }

  /// Writes text that means itself.
  private mutating func copy(_ part: String) {
    for scalar in part.unicodeScalars {
      for byte in 0..<UTF8.width(scalar) { places.append(text.utf8.count + byte) }
      text.unicodeScalars.append(scalar)
      value += Array(String(scalar).utf8)
    }
  }

  /// Writes something that means something else.
  private mutating func put(_ meant: String, at place: Int, writing written: String = "") {
    value += Array(meant.utf8)
    places += meant.utf8.map { _ in place }
    text += written
  }
}

extension ScalarSample {
  /// Words with spaces and folded line ends between them.
  private mutating func words(
    _ random: inout RandomSource,
    unit: (inout RandomSource) -> Unit
  ) {
    for number in 0..<random.number(1...6) {
      if number > 0 { separate(&random) }
      // A letter first: '-' and '#' would mean something after a space.
      copy("w")
      for _ in 0..<random.number(0...5) { write(unit(&random)) }
    }
  }

  private mutating func separate(_ random: inout RandomSource) {
    if random.once(in: 2) {
      copy(random.pick([" ", "  ", " \t "]))
      return
    }
    let start = text.utf8.count
    text += random.pick(["", " ", "  "])
    text += newline
    let blankLines = random.once(in: 3) ? random.number(1...3) : 0
    if blankLines == 0 { put(" ", at: start) }
    for _ in 0..<blankLines {
      text += random.pick(["", "  ", "     "])
      put("\n", at: text.utf8.count, writing: newline)
    }
    text += random.pick(["   ", "     "])
  }

  private mutating func quoted(
    _ quote: String,
    _ random: inout RandomSource,
    unit: (inout RandomSource) -> Unit
  ) {
    text += quote
    if random.once(in: 3) { copy(random.pick([" ", "  "])) }
    words(&random, unit: unit)
    if quote == "\"", random.once(in: 2) {
      text += "\\" + newline + "      "
      words(&random, unit: unit)
    }
    if random.once(in: 3) {
      copy(" ")
    } else if random.once(in: 4) {
      separate(&random)
    }
    text += quote
  }

  /// A block: lines of text, indented lines and empty ones.
  private mutating func block(folds: Bool, _ random: inout RandomSource) {
    let indentation = random.number(1...6)
    let chomping = random.pick(["", "-", "+"])
    let states = random.once(in: 3)
    text += (folds ? ">" : "|") + (states ? "\(indentation)" : "") + chomping
    text += random.pick(["", "  # comment"]) + newline
    let margin = String(repeating: " ", count: indentation + 2)
    let emptyBefore = emptyLines(&random, margin)
    for place in emptyBefore { put("\n", at: place) }
    var last: (end: Int, isIndented: Bool)?
    var empty: [Int] = []
    for _ in 0..<random.number(1...6) {
      let isIndented = last != nil && random.once(in: 4)
      if let last { join(last, isIndented, empty, folds: folds) }
      text += margin
      if isIndented { copy(random.pick([" ", "   ", "\t"])) }
      copy(random.pick(Self.plainCharacters))
      for _ in 0..<random.number(0...5) {
        copy(random.pick(Self.plainCharacters + ["#", ":", "'", "\"", "\\", " x"]))
      }
      last = (text.utf8.count, isIndented)
      text += newline
      empty = emptyLines(&random, margin)
    }
    if chomping != "-", let last { put("\n", at: last.end) }
    if chomping == "+" { for place in empty { put("\n", at: place) } }
  }

  /// Writes empty lines; gives the places of their breaks.
  private mutating func emptyLines(_ random: inout RandomSource, _ margin: String) -> [Int] {
    (0..<(random.once(in: 3) ? random.number(1...2) : 0)).map { _ in
      text += String(margin.prefix(random.number(0...margin.count)))
      let place = text.utf8.count
      text += newline
      return place
    }
  }

  /// What stands in the value between two lines of text.
  private mutating func join(
    _ last: (end: Int, isIndented: Bool),
    _ isIndented: Bool,
    _ empty: [Int],
    folds: Bool
  ) {
    if !folds || last.isIndented || isIndented {
      put("\n", at: last.end)
    } else if empty.isEmpty {
      put(" ", at: last.end)
    }
    for place in empty { put("\n", at: place) }
  }
}
