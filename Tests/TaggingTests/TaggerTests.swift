import Foundation
import GalleyKit
import GalleyLearning
import GalleyTesting
import Testing

@testable import Tagging

struct TaggerTests {
  /// A document with its words, given as texts between blanks, and one sentence per line.
  static func document(_ text: String) -> TestDocument {
    let bytes = Array(text.utf8)
    var annotations: [TestAnnotation] = []
    func add(_ type: String, separator: (UInt8) -> Bool) {
      var start = 0
      for i in 0...bytes.count where i == bytes.count || separator(bytes[i]) {
        if i > start {
          annotations.append(TestAnnotation(type, TextSpan(start: UInt32(start), end: UInt32(i))))
        }
        start = i + 1
      }
    }
    add("Sentence") { $0 == 0x0A }
    add("Token") { $0 == 0x0A || $0 == 0x20 }
    return TestDocument(text, annotations: annotations)
  }

  private func run() throws -> StageRun {
    try StageRun(
      .document(Tagger.self),
      types: [TokenTypes.sentence],
      resourceFolder: TestFiles.plugin
    )
  }

  @Test(arguments: [
    ("They play a play .", "PRON VERB DET NOUN PUNCT", "PRP VBP DT NN ."),
    (
      "The minister did n't say who will meet her .",
      "DET NOUN AUX PART VERB PRON AUX VERB PRON PUNCT", "DT NN VBD RB VB WP MD VB PRP ."
    ),
    (
      "Germany 's wolves saw 25 old saws .", "PROPN PART NOUN VERB NUM ADJ NOUN PUNCT",
      "NNP POS NNS VBD CD JJ NNS ."
    ),
    ("It has been considered .", "PRON AUX AUX VERB PUNCT", "PRP VBZ VBN VBN ."),
  ])
  func `tags words as they stand`(text: String, upos: String, xpos: String) throws {
    let found = try run().process(Self.document(text)).annotations(of: "Token")
    #expect(found.map { $0.features["upos"]?.text ?? "" }.joined(separator: " ") == upos)
    #expect(found.map { $0.features["xpos"]?.text ?? "" }.joined(separator: " ") == xpos)
  }

  @Test func `texts tagged together are tagged as alone`() throws {
    let texts = ["They play .", "A play in Oslo\nPlay it again", "x", "Zoë 😀 1.5 %"]
    let documents = texts.enumerated().map { i, text in
      var document = Self.document(text)
      document.id = "\(i)"
      return document
    }
    let together = try run().process(documents).map { try $0.get().annotations }
    let alone = try documents.map { try run().process($0).annotations }
    #expect(together == alone)
  }

  @Test func `keeps the contract`() throws {
    let conformance = try StageConformance(
      .document(Tagger.self),
      types: [TokenTypes.sentence],
      resourceFolder: TestFiles.plugin
    )
    #expect(conformance.problems() == [])
  }

  @Test func `a sentence without end is taken apart`() throws {
    let words = Array(repeating: "play it in Oslo", count: 1000).joined(separator: " ")
    let found = try run().process(Self.document(words)).annotations(of: "Token")
    #expect(found.count == 4000)
    #expect(found.allSatisfy { $0.features["upos"] != nil })
  }

  @Test(arguments: [
    ("no model", "is not a model"),
    ("galleym1\u{FF}\u{FF}\u{FF}\u{FF}", "is cut off in its header"),
  ])
  func `a file that is no model is told`(text: String, words: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let problems = try StageRun.problems(
      of: .document(Tagger.self),
      options: ["model": .text(file.path)],
      types: [TokenTypes.sentence],
      resourceFolder: TestFiles.plugin
    )
    #expect(problems.count == 1)
    #expect(problems.first?.message.contains(words) == true)
  }
}

/// The plugin's folder in the source tree.
enum TestFiles {
  static let plugin = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
    .appending(path: "../../Plugins/Tagging").standardizedFileURL.path
}
