import Foundation
import GalleyKit
import GalleyTesting
import TestCommands

/// The cases of `Fixtures/chunks.txt`: tagged sentences with the chunks they hold.
struct ChunkSheet {
  struct Case: Sendable {
    var document: TestDocument
    /// As written; nil: not asked for.
    var verbs: String?
    var nouns: String?
  }

  static let cases = read()

  private static func read() -> [Case] {
    let path = "\(Repository.root)/Tests/PatternsTests/Fixtures/chunks.txt"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    var cases: [Case] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      switch line[..<colon] {
      case "tokens":
        cases.append(Case(document: document(value.split(separator: " ").map(String.init))))
      case "verbs": cases[cases.count - 1].verbs = String(value)
      case "nouns": cases[cases.count - 1].nouns = String(value)
      default: break
      }
    }
    return cases
  }

  /// A sentence of words `form/UPOS/XPOS/lemma`, with blanks between them.
  static func document(_ words: [String]) -> TestDocument {
    var text = ""
    var tokens: [TestAnnotation] = []
    for word in words {
      let parts = word.split(separator: "/").map(String.init)
      if !text.isEmpty { text += " " }
      let start = text.utf8.count
      text += parts[0]
      tokens.append(
        TestAnnotation(
          "Token",
          TextSpan(start..<text.utf8.count),
          ["upos": .text(parts[1]), "xpos": .text(parts[2]), "lemma": .text(parts[3])]
        )
      )
    }
    let sentence = TestAnnotation("Sentence", TextSpan(0..<text.utf8.count))
    return TestDocument(text, annotations: [sentence] + tokens)
  }
}

extension TestDocument {
  /// The verb groups, as the sheet writes them.
  var verbGroups: String {
    annotations(of: "VerbGroup").map { group in
      let words = ["lemma", "tense", "aspect", "voice"].map { group.features[$0]?.text ?? "" }
      let negation = group.features["negated"] == .flag(true) ? ["not"] : []
      let modality = [group.features["modality"]?.text].compactMap { $0 }
      return "\(coveredText(of: group)) = "
        + (words + negation + modality).joined(separator: " ")
    }.joined(separator: " ; ")
  }

  /// The noun phrases, as the sheet writes them.
  var nounPhrases: String {
    annotations(of: "NounPhrase").map { phrase in
      let head = annotations.first { .integer(Int64($0.id)) == phrase.features["head"] }
      return "\(coveredText(of: phrase)) = \(head.map(coveredText) ?? "")"
    }.joined(separator: " ; ")
  }
}
