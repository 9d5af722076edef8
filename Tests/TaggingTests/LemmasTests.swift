import GalleyKit
import GalleyTesting
import Testing

@testable import Tagging

struct LemmasTests {
  @Test(arguments: [
    ("wolves", "wolf"), ("Wolves", "wolf"), ("went", "go"), ("NASA", "NASA"), ("IRAN", "Iran"),
    ("'s", "be"), ("Äpfel", "apfel"), ("x", "x"), ("U.S.", "U.S."), ("iPhones", "iPhone"),
    ("running", "run"), ("😀", "😀"), ("n't", "not"),
  ])
  func `rules make the form they were learned from`(word: String, lemma: String) {
    let rule = EditRule(from: word, to: lemma)
    #expect(rule.apply(to: word) == lemma)
    #expect(EditRule(line: rule.line[...]) == rule)
  }

  @Test func `rules take other words along`() {
    let rule = EditRule(from: "Cities", to: "city")
    #expect(rule.line == "lower\t3\ty")
    #expect(rule.apply(to: "parties") == "party")
    #expect(rule.apply(to: "Is") == "Is")
  }

  @Test(arguments: ["", "lower", "lower\tx\ty", "upper\t1\ty", "lower\t-1\ty", "a\tb\tc\td"])
  func `lines that are no rules are refused`(line: String) {
    #expect(EditRule(line: line[...]) == nil)
  }

  private let noun = TaggerModel.Label(upos: "NOUN", xpos: "NNS")

  @Test func `longer endings decide before shorter ones, words before endings`() throws {
    let pairs = [
      ("cats", "cat"), ("dogs", "dog"), ("cities", "city"), ("parties", "party"),
      ("movies", "movie"), ("wolves", "wolf"),
    ]
    let bytes = LemmaLearning(
      pairs.map { LemmaExample(word: $0.0, label: noun, lemma: $0.1) }
    ).model(made: .null)
    try bytes.withUnsafeBytes { bytes in
      let model = try LemmaModel(bytes)
      let tag = LemmaKey.tag(upos: "NOUN".utf8, xpos: "NNS".utf8)
      for (word, lemma) in pairs { #expect(model.lemma(of: word, tag: tag) == lemma) }
      #expect(model.lemma(of: "birds", tag: tag) == "bird")
      #expect(model.lemma(of: "duties", tag: tag) == "duty")
      #expect(model.lemma(of: "Movies", tag: tag) == "movie")
      // One example is not enough for a rule of endings.
      #expect(model.lemma(of: "shelves", tag: tag) == "shelve")
      #expect(model.lemma(of: "birds", tag: 1) == "birds")
    }
  }

  @Test func `learning twice gives the same bytes`() {
    let examples = ["a", "b", "s", "es", "ies"].flatMap { ending in
      (0..<50).map { LemmaExample(word: "w\($0)\(ending)", label: noun, lemma: "w\($0)") }
    }
    #expect(
      LemmaLearning(examples).model(made: .null) == LemmaLearning(examples).model(made: .null)
    )
  }

  @Test func `adds dictionary forms to tokens that have a part of speech`() throws {
    var document = TaggerTests.document("She saw two wolves saw")
    let labels = [("PRON", "PRP"), ("VERB", "VBD"), ("NUM", "CD"), ("NOUN", "NNS")]
    for (i, label) in labels.enumerated() {
      document.annotations[i + 1].features = ["upos": .text(label.0), "xpos": .text(label.1)]
    }
    let run = try StageRun(
      .document(Lemmas.self),
      types: [TokenTypes.token(TokenTypes.upos, TokenTypes.xpos), TokenTypes.sentence],
      resourceFolder: TestFiles.plugin
    )
    let found = try run.process(document).annotations(of: "Token")
    #expect(found.map { $0.features["lemma"]?.text } == ["she", "see", "two", "wolf", nil])
  }

  @Test func `keeps the contract`() throws {
    let conformance = try StageConformance(
      .document(Lemmas.self),
      types: [TokenTypes.token(TokenTypes.upos, TokenTypes.xpos)],
      resourceFolder: TestFiles.plugin
    )
    #expect(conformance.problems() == [])
  }
}
