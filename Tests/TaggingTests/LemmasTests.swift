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

  @Test func `apostrophes of typesetters are those of keyboards`() throws {
    let modal = TaggerModel.Label(upos: "AUX", xpos: "MD")
    let bytes = LemmaLearning([LemmaExample(word: "'ll", label: modal, lemma: "will")])
      .model(made: .null)
    try bytes.withUnsafeBytes { bytes in
      let model = try LemmaModel(bytes)
      let tag = LemmaKey.tag(upos: "AUX".utf8, xpos: "MD".utf8)
      #expect(model.lemma(of: "’ll", tag: tag) == "will")
      #expect(model.lemma(of: "o’clock", tag: tag) == "o’clock")
    }
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

  /// A model of `had/VBD` that knows more words from a dictionary of `past → base`.
  private func withModel(dictionary: [(String, String)], _ body: (LemmaModel, UInt64) -> Void)
    throws
  {
    let past = TaggerModel.Label(upos: "VERB", xpos: "VBD")
    let bytes = LemmaLearning(
      [LemmaExample(word: "had", label: past, lemma: "have")],
      dictionary: dictionary.map { LemmaExample(word: $0.0, label: past, lemma: $0.1) }
    ).model(made: .null)
    try bytes.withUnsafeBytes {
      body(try LemmaModel($0), LemmaExample(word: "", label: past, lemma: "").tag)
    }
  }

  @Test(arguments: [
    ("stood", "stand"), ("Stood", "stand"), ("STOOD", "stand"), ("HOPED", "hope"),
    ("hopped", "hop"), ("jogged", "jog"), ("Jogged", "jog"),
    // The examples decide about a word that is in both.
    ("had", "have"), ("Had", "have"),
    // By the ending of two others, and not of one.
    ("withstood", "withstand"), ("withheld", "withheld"),
    // A name is written like one, and no rule for other words.
    ("OSLO", "Oslo"), ("oslo", "Oslo"), ("TASLO", "TASLO"),
  ])
  func `a dictionary adds words and endings`(word: String, lemma: String) throws {
    let dictionary = [
      ("stood", "stand"), ("understood", "understand"), ("held", "hold"), ("hoped", "hope"),
      ("hopped", "hop"), ("logged", "log"), ("flogged", "flog"), ("had", "ha"), ("Oslo", "Oslo"),
    ]
    try withModel(dictionary: dictionary) { model, tag in
      #expect(model.lemma(of: word, tag: tag) == lemma)
    }
  }

  @Test func `words whose ending says enough take no room`() throws {
    let pairs = ["log", "flog", "jog", "slog", "clog"].map { ($0 + "ged", $0) }
    let file = { (words: [(String, String)]) in
      let past = TaggerModel.Label(upos: "VERB", xpos: "VBD")
      return LemmaLearning(
        [LemmaExample](),
        dictionary: words.map { LemmaExample(word: $0.0, label: past, lemma: $0.1) }
      ).model(made: .null)
    }
    #expect(file(pairs).count == file(Array(pairs.prefix(3))).count)
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
