import Foundation
import TestCommands
import Testing

/// Annotations of stages that work over a view have the offsets of the text.
struct ViewTests {
  private static let pipeline = """
    pipeline: views/1
    types: {Quoted: {words: text}, Name: {}}
    source: {uses: text-files@1, with: {path: letter.txt}}
    stages:
      - {uses: normalize@1, with: {view: plain, quotes: straight, unwrap: always}}
      - {uses: tokens@1, over: plain}
      - id: quotes
        uses: regex@1
        over: plain
        with:
          patterns:
            - {name: quoted, type: Quoted, pattern: '"(?<words>[^"]+)"'}
            - {name: name, type: Name, pattern: "Renée O'Neill & Co"}
    export: [{uses: jsonl@1, with: {offsets: utf8}}]
    """

  private static let text =
    "“It&rsquo;s co\u{AD}operation,”\u{A0} said Rene\u{301}e\r\nO’Neill &amp;  Co 😀&#46;\n"

  @Test
  func `spans are those of the original text`() throws {
    let galley = try Galley(["views.yaml": Self.pipeline, "letter.txt": Self.text])
    let outcome = try galley("run", "views.yaml", "--quiet", "--out", "out")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    #expect(try covered(by: "Quoted", in: galley) == ["“It&rsquo;s co\u{AD}operation,”"])
    #expect(try covered(by: "Name", in: galley) == ["Rene\u{301}e\r\nO’Neill &amp;  Co"])
    #expect(
      try covered(by: "Token", in: galley) == [
        "“", "It", "&rsquo;s", "co\u{AD}operation", ",", "”", "said", "Rene\u{301}e", "O’Neill",
        "&amp;", "Co", "😀", "&#46;",
      ]
    )
    #expect(try galley.text("out/annotations.jsonl").contains(#""words":"It's cooperation,""#))
  }

  /// The text under the annotations of a type, by the offsets of the exporter.
  private func covered(by type: String, in galley: Galley) throws -> [String] {
    let document = try #require(try galley.lines("out/annotations.jsonl").first)
    let text = Array(try #require(document.text("text")).utf8)
    return document.objects("annotations").filter { $0.text("type") == type }.compactMap {
      guard let start = $0.number("start"), let end = $0.number("end") else { return nil }
      return String(decoding: text[start..<end], as: UTF8.self)
    }
  }
}
