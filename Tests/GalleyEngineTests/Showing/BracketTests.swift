import GalleyKit
import Testing

@testable import GalleyEngine

/// What stands under a line of text.
struct BracketTests {
  struct Case: CustomTestStringConvertible {
    let what: String
    let text: String
    let marks: [(String, String)]
    let lines: [String]

    init(_ what: String, _ text: String, _ marks: [(String, String)], _ lines: [String]) {
      self.what = what
      self.text = text
      self.marks = marks
      self.lines = lines
    }

    var testDescription: String { what }
  }

  static let cases = [
    Case("none", "Nothing here.", [], ["Nothing here."]),
    Case(
      "side by side",
      "Ann Lee met Bo in Oslo.",
      [("Person", "Ann Lee"), ("Place", "Oslo")],
      ["Ann Lee met Bo in Oslo.", "└─────┘Person     └──┘Place"]
    ),
    Case(
      "adjacent",
      "AuroraBorealis",
      [("Ship", "Aurora"), ("Light", "Borealis")],
      ["AuroraBorealis", "└Ship┘└─Light┘"]
    ),
    Case(
      "nested: the inner one above",
      "President Joe Biden of the US spoke",
      [("Phrase", "President Joe Biden of the US"), ("Title", "President"), ("Place", "US")],
      [
        "President Joe Biden of the US spoke", "└─Title─┘                  └┘Place",
        "└─Phrase────────────────────┘",
      ]
    ),
    Case(
      "equal",
      "Oslo is a city",
      [("Place", "Oslo"), ("City", "Oslo")],
      ["Oslo is a city", "└──┘City", "└──┘Place"]
    ),
    Case(
      "crossing",
      "the very old harbour master left",
      [("First", "very old harbour"), ("Other", "harbour master")],
      [
        "the very old harbour master left", "             └─Other──────┘",
        "    └─First────────┘",
      ]
    ),
    Case("one character", "I saw 7 of it", [("Count", "7")], ["I saw 7 of it", "      ╵Count"]),
    Case("an empty place", "ab cd", [("Gap", "")], ["ab cd", "^Gap"]),
    Case(
      "at the right edge the label stands before",
      "It lasts until next week in Oslo or May",
      [("Date", "May")],
      ["It lasts until next week in Oslo or May", "                                Date└─┘"]
    ),
    Case(
      "over a line end",
      "They came to the old harbour of Oslo because the winter was near.",
      [("Reason", "Oslo because the winter")],
      [
        "They came to the old harbour of Oslo", "                          Reason└──╌",
        "because the winter was near.", "╌─Reason─────────┘",
      ]
    ),
    Case(
      "over three lines and an empty one",
      "He said: one\n\ntwo\r\nthree.",
      [("Quote", "one\n\ntwo\r\nthree")],
      ["He said: one", "         └─╌Quote", "", "two", "╌─╌Quote", "three.", "╌───┘Quote"]
    ),
    Case(
      "a line end inside or around is no further line",
      "Oslo\nBergen",
      [("Place", "Oslo\n"), ("Town", "\nBergen")],
      ["Oslo", "└──┘Place", "Bergen", "└Town┘"]
    ),
    Case(
      "nothing but a line end",
      "Oslo\n\nBergen",
      [("Break", "\n\n")],
      [
        "Oslo", "    ^Break", "", "Bergen",
      ]
    ),
    Case(
      "under wide characters",
      "今日 東京 へ",
      [("Place", "東京")],
      ["今日 東京 へ", "     └──┘Place"]
    ),
    Case(
      "under joined and combined characters",
      "👩‍💻 Zoe\u{308} 🇳🇴 Oslo",
      [("Person", "Zoe\u{308}"), ("Place", "Oslo")],
      ["👩‍💻 Zoe\u{308} 🇳🇴 Oslo", "   └─┘Person", "          └──┘Place"]
    ),
    Case("behind a tab", "a\tOslo\tb", [("Place", "Oslo")], ["a   Oslo    b", "    └──┘Place"]),
    Case(
      "over what is written out",
      "x\u{202E}y",
      [("Odd", "\u{202E}")],
      [#"x\u{202E}y"#, " └─Odd──┘"]
    ),
  ]

  @Test(arguments: cases)
  func `brackets stand under what they mark`(_ example: Case) {
    let document = FinishedDocument.sample(example.text, example.marks)
    #expect(document.lines(width: 40) == example.lines)
  }

  @Test
  func `a label that has no room is shortened`() {
    let document = FinishedDocument.sample(
      "The old harbour here",
      [("NavigableHarbourArea", "old harbour")]
    )
    #expect(document.lines(width: 20) == ["The old harbour here", "    └Navigabl…┘"])
  }

  /// Whatever is annotated: brackets overlap nowhere, each annotation is drawn, and without the rows of
  /// brackets the lines are those of the text alone.
  @Test
  func `brackets take nothing from each other and nothing from the text`() {
    var random = SeededRandom(seed: 11)
    let words = [
      "a", "ship", "harbour", "東京", "e\u{301}te\u{301}", "👩‍💻", "\n", "\t", "\u{202E}", "in",
    ]
    for _ in 0..<200 {
      let text = (0..<30).map { _ in words.randomElement(using: &random) ?? "" }
        .joined(separator: " ")
      var document = FinishedDocument.sample(text, [])
      let places = text.unicodeScalars.indices.map { $0.utf16Offset(in: text) }.count
      for number in 0..<Int.random(in: 0...25, using: &random) {
        let bounds = text.unicodeScalars.indices.map {
          text.utf8.distance(from: text.startIndex, to: $0)
        }
        let first = Int.random(in: 0..<places, using: &random)
        let last = min(places - 1, first + Int.random(in: 0...12, using: &random))
        document.annotations.append(
          FinishedDocument.Annotation(
            type: "Type\(number)",
            span: TextSpan(bounds[first]..<bounds[last]),
            features: [],
            id: UInt32(number + 1),
            by: ""
          )
        )
      }
      document.annotations.sort { ($0.span, $0.type) < ($1.span, $1.type) }
      expectSound(document, width: Int.random(in: 20...60, using: &random))
    }
  }

  private func expectSound(_ document: FinishedDocument, width: Int) {
    let plain = FinishedDocument.sample(String(decoding: document.text, as: UTF8.self), [])
    let isBracket = { (line: String) in line.contains { "└┘╌╵^".contains($0) } }
    let lines = document.lines(width: width)
    #expect(lines.filter { !isBracket($0) } == plain.lines(width: width))
    var brackets = LineBrackets(document.annotations, of: document.text, width: width)
    var drawn: Set<Int> = []
    do throws(RunStop) {
      try TextLine.forEach(of: document.text, width: width) { line throws(RunStop) in
        let parts = brackets.parts(under: line)
        drawn.formUnion(parts.map(\.annotation))
        for row in BracketRows(parts.map(\.bracket), width: width).rows {
          for (a, b) in zip(row, row.dropFirst()) {
            #expect(a.column + DisplayWidth.of(a.drawn) <= b.column)
          }
        }
      }
    } catch {
      Issue.record("no line throws")
    }
    #expect(drawn == Set(document.annotations.indices))
  }
}
