import Foundation
import GalleyKit
import GalleyTesting
import Patterns
import Testing

/// Sentences of random words with random tags.
///
/// `GALLEY_FUZZ_SECONDS` says for how long (default 2), `GALLEY_FUZZ_SEED` where to begin.
@Suite struct ChunksFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  private let seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  private static let words = [
    "the/DET/DT/the", "a/DET/DT/a", "all/DET/PDT/all", "his/PRON/PRP$/his", "he/PRON/PRP/he",
    "who/PRON/WP/who", "which/DET/WDT/which", "that/SCONJ/IN/that", "boat/NOUN/NN/boat",
    "boats/NOUN/NNS/boat", "Ålesund/PROPN/NNP/Ålesund", "参加/NOUN/NN/参加", "👩🏽‍🚀/SYM/NFP/👩🏽‍🚀",
    "Monday/PROPN/NNP/Monday", "old/ADJ/JJ/old", "older/ADJ/JJR/old", "12/NUM/CD/12", "$/SYM/$/$",
    "about/ADV/RB/about", "not/PART/RB/not", "n't/PART/RB/not", "never/ADV/RB/never",
    "no/DET/DT/no", "longer/ADV/RBR/long", "yet/ADV/RB/yet", "better/ADV/RBR/well",
    "is/AUX/VBZ/be", "was/AUX/VBD/be", "be/AUX/VB/be", "been/AUX/VBN/be", "being/AUX/VBG/be",
    "has/AUX/VBZ/have", "had/AUX/VBD/have", "have/VERB/VB/have", "did/AUX/VBD/do", "do/AUX/VB/do",
    "will/AUX/MD/will", "can/AUX/MD/can", "ought/AUX/MD/ought", "to/PART/TO/to",
    "plans/VERB/VBZ/plan",
    "planned/VERB/VBD/plan", "refuse/VERB/VB/refuse", "expected/VERB/VBN/expect",
    "leaving/VERB/VBG/leave", "left/VERB/VBN/leave", "leave/VERB/VB/leave", "said/VERB/VBD/say",
    "going/VERB/VBG/go", "let/VERB/VBD/let", "able/ADJ/JJ/able", "and/CCONJ/CC/and",
    "or/CCONJ/CC/or", "of/ADP/IN/of", "than/ADP/IN/than", "at/ADP/IN/at", "more/ADJ/JJR/more",
    ",/PUNCT/,/,", "-/PUNCT/HYPH/-", "(/PUNCT/-LRB-/(", ")/PUNCT/-RRB-/)", "''/PUNCT/''/''",
    "./PUNCT/./.", "?/PUNCT/./?", "'s/PART/POS/'s", "'s/AUX/VBZ/be", "there/PRON/EX/there",
  ]

  /// A group inside of another is one that is put in: has, he said, been sold.
  @Test func `chunks of a kind never cross and hold their main word`() throws {
    let run = try StageRun(
      .document(ChunksStage.self),
      types: [TypeDeclaration("Sentence")],
      resourceFolder: PluginFolder.path
    )
    var random = SplitMix(state: seed)
    let end = Date().addingTimeInterval(seconds)
    var tried = 0
    repeat {
      let words = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        Self.words.randomElement(using: &random) ?? ""
      }
      let found = try run.process(ChunkSheet.document(words))
      for (type, feature) in [("VerbGroup", "main"), ("NounPhrase", "head")] {
        var last = TextSpan(start: 0, end: 0)
        let chunks = found.annotations(of: type)
          .sorted { ($0.span.start, $1.span.end) < ($1.span.start, $0.span.end) }
        for chunk in chunks {
          let isApart = chunk.span.start >= last.end
          let isInside = last.contains(chunk.span) && chunk.span != last && type == "VerbGroup"
          #expect(isApart || isInside, "\(words)")
          if isApart { last = chunk.span }
          let main = found.annotations.first { .integer(Int64($0.id)) == chunk.features[feature] }
          #expect(main?.type == "Token" && main.map { chunk.span.contains($0.span) } == true)
          let tokens = found.annotations(of: "Token").map(\.span)
          #expect(tokens.contains { $0.start == chunk.span.start })
          #expect(tokens.contains { $0.end == chunk.span.end })
        }
      }
      tried += 1
    } while Date() < end
    #expect(tried > 20)
  }
}
