import Foundation
import GalleyKit
import Testing

@testable import Text

/// What holds for any text.
struct SplittingInvariantsTests {
  private static let pieces = [
    "a", "Bo", "the", "Mr.", "U.S.", "e.g.", "p.m.", "etc.", "cannot", "don't", "I'd've", "'tis",
    "12",
    "3.5", "1,000", "5pm", "$", "€", "%", "#tag", "@me", "x@y.org", "http://a.b/c?d=(e)",
    "www.a.com",
    " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u{A0}", "\u{2003}", "\u{2028}", "\u{200B}", "\u{85}",
    ".", "..", "...", "!", "?", "?!", ",", ";", ":", "-", "--", "–", "—", "/", "&", "_", "*", "=",
    "~",
    "\"", "'", "’", "“", "”", "«", "»", "(", ")", "[1]", "{", "}", "<", ">", ":)", "^_^",
    "e\u{301}", "\u{301}", "ß", "é", "Ω", "ж", "سلام", "؟", "שלום", "״", "参加", "。", "カ", "한국",
    "ไทย",
    "🤝", "👨‍👩‍👧", "🇳🇴", "👍🏽", "1️⃣", "\u{200D}", "\u{FE0F}", "\u{202E}", "°C", "²", "½", "…", "\u{FEFF}",
  ]

  private static func text(seed: Int) -> String {
    var generator = SplitMix(state: UInt64(seed))
    return (0..<Int.random(in: 0...60, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  @Test(arguments: 0..<400)
  func `sentences are ordered, disjoint, on scalar boundaries and cover all ink`(seed: Int) {
    let text = Self.text(seed: seed)
    checkCover(sentenceSpans(text), of: text)
    checkCover(sentenceSpans(text, model: nil), of: text)
  }

  @Test(arguments: 0..<400)
  func `tokens are ordered, disjoint, on scalar boundaries and cover all ink`(seed: Int) {
    let text = Self.text(seed: seed)
    let list = tokenList(text)
    let spans = list.tokens.map { TextSpan(start: $0.start, end: $0.end) }
    checkCover(spans, of: text)
    for span in spans { #expect(!covered(text, span).unicodeScalars.contains(where: isBlank)) }
    for token in list.tokens where token.group > 0 {
      #expect(
        list.columns.pointee.groups[token.group - 1].contains(
          TextSpan(start: token.start, end: token.end)
        )
      )
    }
  }

  @Test(arguments: 0..<400)
  func `no token crosses the end of a sentence`(seed: Int) {
    let text = Self.text(seed: seed)
    let ends = sentenceSpans(text).flatMap { [$0.start, $0.end] }
    for token in tokenList(text).tokens {
      #expect(!ends.contains { token.start < $0 && $0 < token.end })
    }
  }

  /// `GALLEY_FUZZ_SECONDS` says for how long (default 2), `GALLEY_FUZZ_SEED` where to begin.
  @Test func `whatever the text, nothing crashes and all ink is covered`() {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
    var seed = environment["GALLEY_FUZZ_SEED"].flatMap(Int.init) ?? 1000
    let end = Date.now.addingTimeInterval(seconds)
    while Date.now < end {
      var random = RandomText(seed: seed)
      for text in [Self.text(seed: seed), random.next(), Self.bytes(seed: seed)] {
        checkCover(sentenceSpans(text), of: text)
        checkCover(sentenceSpans(text, model: nil), of: text)
        checkCover(tokenList(text).tokens.map { TextSpan(start: $0.start, end: $0.end) }, of: text)
      }
      seed += 1
    }
  }

  /// Any bytes, those that are not UTF-8 replaced.
  private static func bytes(seed: Int) -> String {
    var generator = SplitMix(state: UInt64(seed))
    let count = Int.random(in: 0...300, using: &generator)
    let bytes = (0..<count).map { _ in
      UInt8.random(in: Bool.random(using: &generator) ? 0...127 : 0...255, using: &generator)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Time grows with the length: each text would take minutes if it grew with the square.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "a", "\"", ".", "\u{301}", "a.", "a-", "a'", "a/", "a@", "(", ":)", ". ", "A. ", "?!", "🤝",
      "1:",
    ]
  )
  func `long runs without space take linear time`(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    checkEnds(sentenceSpans(text), of: text)
    let tokens = tokenList(text).tokens
    checkEnds(tokens.map { TextSpan(start: $0.start, end: $0.end) }, of: text)
  }

  private func checkEnds(_ spans: [TextSpan], of text: String) {
    #expect(spans.first?.start == 0)
    let ink = text.unicodeScalars.reversed().drop(while: isBlank).reduce(0) {
      $0 + UTF8.width($1)
    }
    #expect(spans.last.map { Int($0.end) } == ink)
  }
}
