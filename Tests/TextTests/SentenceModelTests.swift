import GalleyKit
import GalleyLearning
import Testing

@testable import Text

/// Learning where sentences end that no mark ends, and what the model may decide.
struct SentenceModelTests {
  /// Notes of a harbour, a bar where a sentence ends.
  private static let notes = [
    "ferry late again|Rain all day|No boats", "all quiet|Ferry on time|Rain at noon",
    "two boats here|No rain|Ferry late", "no ferry|All boats out|Rain later",
    "rain again|Two boats late|No ferry at noon", "boats out|Rain all day|Ferry on time",
  ]

  private func judge(_ notes: [String]) -> GoldJudge {
    let judge = GoldJudge()
    for note in notes {
      var sentences: [TextSpan] = []
      var start = 0
      for part in note.split(separator: "|") {
        sentences.append(TextSpan(start..<start + part.utf8.count))
        start += part.utf8.count + 1
      }
      judge.begin(sentences)
      let text = note.replacing("|", with: " ")
      var found: [TextSpan] = []
      Array(text.utf8).withUnsafeBufferPointer {
        SentenceSplitter(lexicon: TestFiles.lexicon).split($0, judge: judge, into: &found) {}
      }
      #expect(found == sentences)
    }
    return judge
  }

  private func learn(_ notes: [String], seed: UInt64 = 1) -> [UInt8] {
    var options = SequenceTrainer.Options()
    options.minimumCount = 1
    options.smallestWeight = 0
    options.seed = seed
    let trainer = SequenceTrainer(judge(notes).examples, labelCount: 2, options: options)
    for _ in 0..<30 { _ = trainer.pass { true } }
    return SentenceModel.bytes(trainer.model(), made: .null)
  }

  @Test func `learns where its examples end`() throws {
    try learn(Self.notes).withUnsafeBytes { bytes in
      let model = try SentenceModel(bytes)
      for note in Self.notes {
        let text = note.replacing("|", with: " ")
        let wanted = note.split(separator: "|").map(String.init)
        #expect(sentences(text, model: model) == wanted)
        #expect(sentences(text, model: nil) == [text])
      }
    }
  }

  @Test func `learning twice gives the same bytes`() {
    #expect(learn(Self.notes) == learn(Self.notes))
    #expect(learn(Self.notes, seed: 2) != learn(Self.notes))
  }

  @Test func `a damaged model is told from a good one`() throws {
    let bytes = learn(Array(Self.notes.prefix(2)))
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ModelProblem.self) {
        try Array(bytes.prefix(count)).withUnsafeBytes { _ = try SentenceModel($0) }
      }
    }
  }

  /// What the rules are sure of, no model changes.
  @Test(arguments: [
    "Mr. Lee met Gen. Okafor at No. 5.", "It rained all day. The ferry stayed.",
    "\"Why?\" Ann Lee asked.", "It opens at 5 p.m. Eastern time.",
  ])
  func `asks about nothing the rules are sure of`(text: String) {
    let judge = GoldJudge()
    var found: [TextSpan] = []
    Array(text.utf8).withUnsafeBufferPointer {
      SentenceSplitter(lexicon: TestFiles.lexicon).split($0, judge: judge, into: &found) {}
    }
    #expect(judge.examples.count == 0)
    #expect(found == sentenceSpans(text, model: nil))
  }

  @Test(arguments: [
    "lol Anyway, I will call you tomorrow Best regards,|Tom",
    "Storm closes three harbours in the north",
    "President Ann Lee meets Foreign Minister Bo Ray",
  ])
  func `the model that comes along parts notes, not headlines`(text: String) {
    #expect(
      sentences(text.replacing("|", with: " ")) == text.split(separator: "|").map(String.init)
    )
  }
}
