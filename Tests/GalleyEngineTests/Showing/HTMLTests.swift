import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

/// The page for a browser.
struct HTMLTests {
  private static func html(_ document: FinishedDocument) -> AnnotatedHTML {
    AnnotatedHTML(document, document.annotations) { type in
      ["A", "B", "C"].firstIndex(of: type) ?? 9
    }
  }

  struct Case: CustomTestStringConvertible {
    let what: String
    let text: String
    let marks: [(String, String)]
    let html: String

    init(_ what: String, _ text: String, _ marks: [(String, String)], _ html: String) {
      self.what = what
      self.text = text
      self.marks = marks
      self.html = html
    }

    var testDescription: String { what }
  }

  static let cases = [
    Case("none", "a < b", [], "a &lt; b"),
    Case(
      "one",
      "see Oslo.",
      [("A", "Oslo")],
      #"see <span class="a t0" data-a="0" tabindex="0">Oslo</span>."#
    ),
    Case(
      "nested: the outer one in the lower row",
      "old Oslo now",
      [("A", "old Oslo now"), ("B", "Oslo")],
      #"<span class="a t0" style="--l:1" data-a="0" tabindex="0">old </span>"#
        + #"<span class="a t0" style="--l:1" data-a="0">"#
        + #"<span class="a t1" data-a="1" tabindex="0">Oslo</span></span>"#
        + #"<span class="a t0" style="--l:1" data-a="0"> now</span>"#
    ),
    Case(
      "crossing",
      "one two three",
      [("A", "one two"), ("B", "two three")],
      #"<span class="a t0" style="--l:1" data-a="0" tabindex="0">one </span>"#
        + #"<span class="a t0" style="--l:1" data-a="0">"#
        + #"<span class="a t1" data-a="1" tabindex="0">two</span></span>"#
        + #"<span class="a t1" data-a="1"> three</span>"#
    ),
    Case(
      "adjacent and empty",
      "ab",
      [("A", "a"), ("B", "b"), ("C", "")],
      #"<span class="a t2 point" data-a="1" tabindex="0"></span>"#
        + #"<span class="a t0" style="--l:1" data-a="0" tabindex="0">a</span>"#
        + #"<span class="a t1" data-a="2" tabindex="0">b</span>"#
    ),
    Case(
      "a line end cut in two is one",
      "a\r\nb",
      [("A", "\nb")],
      "a\n<span class=\"a t0\" data-a=\"0\" tabindex=\"0\">b</span>"
    ),
  ]

  @Test(arguments: cases)
  func `each stretch is inside its annotations`(_ example: Case) {
    let document = FinishedDocument.sample(example.text, example.marks)
    #expect(Self.html(document).text == example.html)
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    (#"" onload="x"#, "&quot; onload=&quot;x"), ("it's & that", "it&#39;s &amp; that"),
    ("a\u{0}b\u{202E}c\u{2028}d", #"a\u{0}b\u{202E}c\u{2028}d"#), ("a\r\nb\rc\td", "a\nb\nc\td"),
  ])
  func `nothing that strangers write is markup`(text: String, html: String) {
    #expect(HTMLText.escaped(text) == html)
  }

  @Test func `data cannot end their script`() throws {
    let script = HTMLText.script(Array(#"["</script><!--<script>"]"#.utf8))
    #expect(!script.contains("<"))
    #expect(JSONValue(parsing: script) == ["</script><!--<script>"])
  }

  /// Whatever is annotated, elements are nested well and the text is all there, once.
  @Test func `the text is the text`() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let letters = (0..<40).map { _ in
        ["a", "<", "&", "é", "東", "\n"].randomElement(using: &random) ?? ""
      }
      var document = FinishedDocument.sample(letters.joined(), [])
      var places = [0]
      for letter in letters { places.append(places[places.count - 1] + letter.utf8.count) }
      for number in 0..<Int.random(in: 0...15, using: &random) {
        let first = Int.random(in: 0...40, using: &random)
        let last = min(40, first + Int.random(in: 0...9, using: &random))
        document.annotations.append(
          FinishedDocument.Annotation(
            type: ["A", "B", "C"][number % 3],
            span: TextSpan(places[first]..<places[last]),
            features: [],
            id: nil,
            by: ""
          )
        )
      }
      document.annotations.sort { ($0.span, $0.type) < ($1.span, $1.type) }
      let html = Self.html(document).text
      #expect(html.replacing(/<[^>]*>/, with: "") == HTMLText.escaped(letters.joined()))
      let pieces = html.matches(of: /<span [^>]*data-a="(\d+)"[^>]*>/)
      #expect(Set(pieces.compactMap { Int($0.1) }) == Set(document.annotations.indices))
      #expect(pieces.count == html.matches(of: /<\/span>/).count)
    }
  }
}
