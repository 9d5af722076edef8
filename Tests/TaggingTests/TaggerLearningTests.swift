import GalleyKit
import GalleyLearning
import Testing

@testable import Tagging

struct TaggerLearningTests {
  /// Texts of words with their labels: `They/PRON play/VERB`.
  private func texts(_ lines: [String]) -> [LabelledText] {
    lines.map { line in
      var text = LabelledText()
      for word in line.split(separator: " ") {
        let parts = word.split(separator: "/")
        if !text.utf8.isEmpty { text.utf8.append(0x20) }
        let start = UInt32(text.utf8.count)
        text.utf8 += parts[0].utf8
        text.words.append(TextSpan(start: start, end: UInt32(text.utf8.count)))
        text.labels.append(TaggerModel.Label(upos: String(parts[1]), xpos: ""))
      }
      return text
    }
  }

  private var examples: [LabelledText] {
    texts([
      "They/PRON play/VERB a/DET play/NOUN", "We/PRON see/VERB the/DET play/NOUN",
      "They/PRON see/VERB a/DET saw/NOUN", "We/PRON saw/VERB it/PRON",
      "They/PRON saw/VERB the/DET play/NOUN", "We/PRON play/VERB it/PRON",
    ])
  }

  private func learn(_ lexicon: Lexicon = Lexicon(), passes: Int = 12) -> [UInt8] {
    let learning = TaggerLearning(examples, lexicon: lexicon, options: SequenceTrainer.Options())
    for _ in 0..<passes { _ = learning.pass { true } }
    return learning.model(made: .null)
  }

  @Test func `learns its examples`() throws {
    try learn().withUnsafeBytes { bytes in
      let model = try TaggerModel(bytes)
      #expect(model.labels.map(\.upos) == ["DET", "NOUN", "PRON", "VERB"])
      var tagger = TextTagger(model)
      for text in examples {
        var found: [UInt8] = []
        text.withText { tagger.tag($0, into: &found) {} }
        #expect(found.map { model.labels[Int($0)] } == text.labels)
      }
    }
  }

  @Test func `learning twice gives the same bytes`() {
    #expect(learn(passes: 3) == learn(passes: 3))
  }

  @Test func `the order of a lexicon's lines makes no difference`() throws {
    let lines = ["play\tNV\ta0", "saw\tNV\ta0", "Oslo\tQ\t0c", "see\tV\ta0", "they\t-\ta0"]
    let (one, other) = try (lexicon(lines), lexicon(lines.reversed()))
    #expect(learn(one, passes: 1) == learn(other, passes: 1))
    #expect(learn(one, passes: 1) != learn(passes: 1))
  }

  private func lexicon(_ lines: [String]) throws -> Lexicon {
    Lexicon(try words(lines, columns: Lexicon.columns))
  }

  private func words(_ lines: [String], columns: [String]) throws -> [[String]] {
    try Array(lines.joined(separator: "\n").utf8).withUnsafeBufferPointer {
      try WordLines($0, columns: columns).lines
    }
  }

  @Test(arguments: [
    (
      ["# words", "play\tNV\ta0", "saw NV"], 3,
      "the line has 1 filled columns; write word, kinds and rank"
    ),
    (["play\tNV\t"], 1, "the line has 2 filled columns; write word, kinds and rank"),
    (["", "play\tNV\ta0\tb"], 2, "the line has 4 filled columns; write word, kinds and rank"),
  ])
  func `a file of words says where it is wrong`(lines: [String], line: Int, message: String) throws
  {
    let problem = #expect(throws: WordLinesProblem.self) {
      try words(lines, columns: Lexicon.columns)
    }
    #expect(problem?.line == line)
    #expect(problem?.message == message)
  }

  @Test(arguments: [
    ([3], [0..<1, 1..<3]), ([0, 3], [0..<1, 1..<3]), ([], [0..<3]),
    ([0, 6, 6, 90], [0..<2, 2..<3]),
    ([1, 4], [0..<1, 1..<3]), ([50], [0..<3]),
  ])
  func `words are divided by the starts of sentences`(starts: [UInt32], ranges: [Range<Int>]) {
    let utf8 = Array("ab cd ef".utf8)
    utf8.withUnsafeBufferPointer { utf8 in
      var text = TokenText(utf8)
      text.words = [0, 3, 6].map { TextSpan(start: $0, end: $0 + 2) }
      text.divide(by: starts.map { TextSpan(start: $0, end: $0 + 2) })
      #expect(text.sentences == ranges)
    }
  }
}
