import GalleyKit
import Testing

@testable import Text

/// What holds for any text under any rules.
struct NormalizerInvariantsTests {
  private static let rules: [NormalizingRules] = [
    .usual,
    .usual { $0.unicode = .nfkc },
    .usual {
      $0.quotes = .straight
      $0.dashes = .ascii
      $0.unwrap = .always
    },
    .usual {
      $0.unicode = .nfkc
      $0.collapsesBlanks = false
      $0.quotes = .straight
      $0.dashes = .hyphen
    },
    .usual {
      $0.unwrap = .never
      $0.collapsesBlanks = false
    },
    .usual {
      $0.removesInvisible = false
      $0.decodesEntities = false
      $0.unicode = .none
    },
    .usual {
      $0.unicode = .nfkc
      $0.unwrap = .never
      $0.quotes = .straight
    },
  ]
  private static let normalizers = rules.map { Normalizer($0) }

  private static let joining: Set<Unicode.Scalar> = ["-", "\u{200C}", "\u{200D}"]
  private static let seeds = 0..<120

  private func forEach(seed: Int, _ body: (String, Normalizer) -> Void) {
    var random = RandomText(seed: seed)
    let text = random.next()
    for normalizer in Self.normalizers { body(text, normalizer) }
  }

  @Test(arguments: seeds)
  func `runs cover the view without gaps, on scalar boundaries, as long as possible`(seed: Int) {
    forEach(seed: seed) { text, normalizer in
      let made = NormalisedText(text, normalizer)
      var last = ViewRun(view: TextSpan(0..<0), original: TextSpan(0..<0), isWhole: true)
      for run in made.runs {
        #expect(run.view.start == last.view.end && run.original.start >= last.original.end)
        #expect(run.view.count > 0 && run.original.count > 0)
        #expect(run.isWhole || run.view.count == run.original.count)
        let touches = !last.isWhole && !run.isWhole && run.original.start == last.original.end
        #expect(!touches)
        for offset in [run.view.start, run.view.end] { #expect(isBoundary(offset, made.view)) }
        for offset in [run.original.start, run.original.end] {
          #expect(isBoundary(offset, made.text))
        }
        last = run
      }
      #expect(Int(last.view.end) == made.view.count)
    }
  }

  @Test(arguments: seeds)
  func `normalising twice changes nothing`(seed: Int) {
    forEach(seed: seed) { text, normalizer in
      let once = NormalisedText(text, normalizer)
      let twice = NormalisedText(once.shown, normalizer)
      #expect(
        once.view == twice.view,
        "\(escaped(text)) → \(escaped(once.shown)) → \(escaped(twice.shown))"
      )
      #expect(twice.runs.count == (once.view.isEmpty ? 0 : 1))
    }
  }

  @Test(arguments: seeds)
  func `a span of the view stands for a text that normalises to it`(seed: Int) {
    forEach(seed: seed) { text, normalizer in
      // Whether lines were wrapped is decided for the whole text.
      guard normalizer.rules.unwrap != .auto else { return }
      let made = NormalisedText(text, normalizer)
      let cuts = self.cuts(of: made)
      var generator = SplitMix(state: UInt64(seed) &* 31)
      for _ in 0..<20 where cuts.count > 1 {
        let ends = [cuts.randomElement(using: &generator), cuts.randomElement(using: &generator)]
          .compactMap { $0 }.sorted { $0.view < $1.view }
        guard ends.count == 2, ends[0].view < ends[1].view else { continue }
        let shown = String(decoding: made.view[ends[0].view..<ends[1].view], as: UTF8.self)
        let original = String(decoding: made.text[ends[0].after..<ends[1].before], as: UTF8.self)
        let again = NormalisedText(original, normalizer).shown
        #expect(trimmed(again) == trimmed(shown), "\(escaped(original))")
      }
    }
  }

  @Test(arguments: seeds)
  func `rules that change nothing give one run`(seed: Int) {
    var random = RandomText(seed: seed)
    let text = random.next()
    let made = NormalisedText(text, Normalizer(NormalizingRules()))
    #expect(made.view == Array(text.utf8))
    #expect(made.runs.count == (text.isEmpty ? 0 : 1))
    #expect(made.runs.allSatisfy { !$0.isWhole && $0.view == $0.original })
  }

  /// Time grows with the length: each text would take minutes if it grew with the square.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "e\u{301}", "\u{301}", "\u{AD}", "👩\u{200D}", "\u{200D}", "&amp;", "&", "amp;", " ", "\n",
      "\u{A0}",
      "&#38;", "a\n", "a \n", "-\n", "\u{AD}\n", "\u{A8}", "\u{1161}",
    ]
  )
  func `long runs of anything take linear time`(piece: String) {
    let text = "👩&" + String(repeating: piece, count: 60_000 / piece.utf8.count)
    for normalizer in Self.normalizers { _ = NormalisedText(text, normalizer) }
  }

  private struct Cut {
    /// A byte of the view.
    let view: Int
    /// Where the original of the view before the cut ends.
    let before: Int
    /// Where the original of the view behind the cut starts.
    let after: Int
  }

  /// The places where a span of the view may begin or end without part of a run: not before marks,
  /// and not beside hyphens and joiners, which are read with what stands on both sides.
  private func cuts(of made: NormalisedText) -> [Cut] {
    var cuts: [Cut] = []
    var last = 0
    for run in made.runs {
      let start = Int(run.view.start)
      let original = Int(run.original.start)
      cuts.append(Cut(view: start, before: last, after: original))
      for inside in 1..<max(1, run.isWhole ? 1 : run.view.count) {
        cuts.append(Cut(view: start + inside, before: original + inside, after: original + inside))
      }
      last = Int(run.original.end)
    }
    cuts.append(Cut(view: made.view.count, before: last, after: last))
    return cuts.filter { cut in
      guard isBoundary(UInt32(cut.view), made.view) else { return false }
      let before = String(decoding: made.view[..<cut.view], as: UTF8.self).unicodeScalars.last
      let after = String(decoding: made.view[cut.view...], as: UTF8.self).unicodeScalars.first
      let isMark = after.map { $0.properties.canonicalCombiningClass != .notReordered } ?? false
      let joins = [before, after].contains { $0.map(Self.joining.contains) ?? false }
      return !isMark && !joins
    }
  }

  private func isBoundary(_ offset: UInt32, _ bytes: [UInt8]) -> Bool {
    Int(offset) == bytes.count || bytes[Int(offset)] & 0xC0 != 0x80
  }

  private func trimmed(_ text: String) -> [Unicode.Scalar] {
    let ink = text.unicodeScalars.drop { $0.properties.isWhitespace }
    return ink.reversed().drop { $0.properties.isWhitespace }.reversed()
  }

  private func escaped(_ text: String) -> String {
    text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }
}
