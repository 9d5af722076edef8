import GalleyKit
import Testing

@testable import Text

/// What holds for the zones of any text.
struct ZoneInvariantsTests {
  private static let pieces = [
    "OSLO", "Oslo", "By", "Ann Lee", "the ferry", "said", "(Wire)", "(L)", "—", "-", "--", "_", ":",
    ".",
    ".", "?", "!", ",", ";", "/", "|", "(", ")", "/WIRE/", "Oct. 3", "3", "October", "2024",
    "10:30",
    "a.m.", "Read also:", "Related coverage:", "Photo:", "Editor’s note:", "Correction:",
    "Contact:",
    "a@b.org", "+47 55 50 01 00", "www.a.org", "###", "-30-", "- ", "• ", "1. ", "* ", "----", "\t",
    " ", " ", " ", "  ", "   ", "\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\u{85}", "\u{2028}",
    "\u{2029}",
    "\u{C}", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{301}", "é", "Ω", "سلام", "参加。", "👩🏽‍🚀", "“", "”",
    "'",
    "Total: 12", "The ferry sailed again on Friday with 210 passengers on board after the storm.",
  ]

  static func text(seed: Int) -> String {
    var generator = SplitMix(state: UInt64(seed))
    return (0..<Int.random(in: 0...60, using: &generator)).map { _ in
      (pieces.randomElement(using: &generator) ?? "")
        + (Bool.random(using: &generator) ? " " : "")
    }.joined()
  }

  @Test(arguments: 0..<600)
  func `zones are ordered, disjoint, on scalar boundaries and cover all ink`(seed: Int) {
    let text = Self.text(seed: seed)
    let zones = Zoning.zones(text, language: seed % 3 == 0 ? "xx" : nil)
    checkCover(zones.map(\.span), of: text)
    for zone in zones {
      for part in [zone.place, zone.date].compactMap(\.self) {
        #expect(zone.kind == .dateline && zone.span.contains(part))
        checkCover([part], of: covered(text, TextSpan(0..<Int(part.end))), from: Int(part.start))
      }
    }
  }

  @Test(arguments: 0..<200)
  func `zones of the text of a zone's paragraphs do not depend on memory used before`(seed: Int) {
    var list = ZoneList()
    for seed in [seed, seed + 1000, seed] {
      Array(Self.text(seed: seed).utf8).withUnsafeBufferPointer {
        Zoning.finder.find(in: $0, language: nil, into: &list) {}
      }
    }
    #expect(list.zones.map(\.span) == Zoning.zones(Self.text(seed: seed)).map(\.span))
  }

  @Test(arguments: 0..<400)
  func `no sentence crosses the border of a zone, and all ink stays covered`(seed: Int) {
    let text = Self.text(seed: seed)
    let zones = Zoning.zones(text).map(\.span)
    var spans: [TextSpan] = []
    let splitter = SentenceSplitter(lexicon: TestFiles.lexicon)
    Array(text.utf8).withUnsafeBufferPointer {
      splitter.split($0, zones: zones, into: &spans) {}
    }
    checkCover(spans, of: text)
    for span in spans { #expect(zones.contains { $0.contains(span) }) }
  }

  /// Time grows with the length: each text would take minutes if it grew with the square.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "a", "a ", "(", "A, ", "OSLO ", "OSLO/", "(L)", "- ", "3 ", "|", "x\t", "a\n", "A.\n\n",
      "By A\n",
      "Read also:\n", "-\n", "x\u{2028}", "the views ", "Contact:\n\n", "参",
    ]
  )
  func `long texts of one kind take linear time`(piece: String) {
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    let zones = Zoning.zones(text)
    #expect(zones.first?.span.start == 0)
    let ink = text.unicodeScalars.reversed().drop(while: isBlank).reduce(0) { $0 + UTF8.width($1) }
    #expect(zones.last.map { Int($0.span.end) } ?? 0 == ink)
  }
}
