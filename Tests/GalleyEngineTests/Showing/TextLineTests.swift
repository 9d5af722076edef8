import Testing

@testable import GalleyEngine

/// How texts are broken into lines.
struct TextLineTests {
  private static func lines(_ text: String, _ width: Int) -> [TextLine] {
    var lines: [TextLine] = []
    do throws(RunStop) {
      try TextLine.forEach(of: Array(text.utf8), width: width) { line throws(RunStop) in
        lines.append(line)
      }
    } catch {
      Issue.record("no line throws")
    }
    return lines
  }

  /// A text with the lines it has at a width of 20 columns.
  struct Case: CustomTestStringConvertible {
    let text: String
    let lines: [String]
    let what: String

    init(_ what: String, _ text: String, _ lines: [String]) {
      self.what = what
      self.text = text
      self.lines = lines
    }

    var testDescription: String { what }
  }

  static let cases = [
    Case("no text", "", []),
    Case("one line", "Oslo", ["Oslo"]),
    Case("just as wide", "12345678901234567890", ["12345678901234567890"]),
    Case("a word that is too long", "123456789012345678901", ["12345678901234567890", "1"]),
    Case("at blanks", "The ship left Oslo at noon", ["The ship left Oslo", "at noon"]),
    Case("many blanks", "The ship left Oslo      at noon", ["The ship left Oslo", "at noon"]),
    Case(
      "a blank behind a full line",
      "12345678901234567890 next",
      ["12345678901234567890", "next"]
    ),
    Case("line ends", "a\nb\r\nc\rd\n\ne\n", ["a", "b", "c", "d", "", "e"]),
    Case("blanks at line ends", "a  \n  b \t\n", ["a", "  b"]),
    Case("tabs", "a\tbc\tdef\tghi\tk", ["a   bc  def ghi k"]),
    Case(
      "no break at hard blanks",
      "The ship left\u{A0}Oslo\u{A0}at",
      ["The ship", "left\u{A0}Oslo\u{A0}at"]
    ),
    Case("wide characters", "東京は日本の首都であり、大きい", ["東京は日本の首都であ", "り、大きい"]),
    Case(
      "no comma at the beginning of a line",
      "東京は日本の首都です、大きい",
      ["東京は日本の首都で", "す、大きい"]
    ),
    Case("combining marks", "e\u{301}e\u{301}e\u{301}", ["e\u{301}e\u{301}e\u{301}"]),
    Case("a mark on a blank", "a \u{301}", ["a \u{301}"]),
    Case("a mark without a letter", "\u{301}a", ["\u{25CC}\u{301}a"]),
    Case("joined emoji", "👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻x", [String(repeating: "👩‍💻", count: 10), "x"]),
    Case("flags", "🇳🇴🇸🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿", ["🇳🇴🇸🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿"]),
    Case("escape codes", "\u{1B}[31mred", [#"\u{1B}[31mred"#]),
    Case("turned direction", "a\u{202E}b", [#"a\u{202E}b"#]),
    Case("unseen characters", "a\u{200B}b\u{AD}c\u{FEFF}", [#"a\u{200B}b\u{AD}c"#, #"\u{FEFF}"#]),
    Case("unseen tags behind a letter", "a\u{E0041}", [#"a\u{E0041}"#]),
    Case("line separator", "a\u{2028}b", [#"a\u{2028}b"#]),
  ]

  @Test(arguments: cases)
  func `breaks lines where readers expect it`(_ example: Case) {
    let lines = Self.lines(example.text, 20)
    #expect(lines.map(\.text) == example.lines)
    #expect(lines.allSatisfy { $0.width <= 20 })
    #expect(lines.map { $0.cells.reduce(0) { $0 + $1.width } } == lines.map(\.width))
  }

  @Test
  func `lines and their cells cover the text without gaps`() {
    var random = SeededRandom(seed: 7)
    let pieces = [
      "a", " ", "\n", "\r", "\t", "é", "e\u{301}", "東", "、", "👩‍💻", "\u{202E}", "ship", "\u{301}",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let lines = Self.lines(text, 20)
      var position = 0
      for line in lines {
        #expect(line.bytes.lowerBound == position)
        position = line.bytes.upperBound
        var at = line.bytes.lowerBound
        for cell in line.cells {
          #expect(cell.bytes.lowerBound == at)
          at = cell.bytes.upperBound
        }
        let rest = Array(text.utf8)[at..<line.bytes.upperBound]
        #expect(rest.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) })
        #expect(line.width <= 20)
      }
      #expect(position == text.utf8.count)
    }
  }
}
