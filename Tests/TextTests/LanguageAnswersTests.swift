import Foundation
import Testing

@testable import Text

/// How many of the cases of `Fixtures/languages.tsv`, written without sight of the training texts,
/// are found to be in their language.
struct LanguageAnswersTests {
  struct Case {
    let code: String
    let length: String
    let text: String
  }

  private static func cases() throws -> [Case] {
    let file = TestFiles.tests.appending(path: "Fixtures/languages.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let fields = line.split(separator: "\t", maxSplits: 2)
        return Case(code: String(fields[0]), length: String(fields[1]), text: String(fields[2]))
      }
  }

  /// Right ones by length of the text; as many as there are of all but `short`.
  private static let floors = [
    "long": 96, "medium": 172, "medium-plain": 20, "none": 20, "short": 86,
  ]

  /// To renew the list of mistakes: `GALLEY_RECORD=1 swift test --filter LanguageAnswersTests`.
  @Test func `finds the language of texts of others`() throws {
    let detector = LanguageDetector(TestLanguages.model, languages: [], minimum: 6, sample: 32_768)
    var scratch = detector.makeScratch()
    var counts: [String: (right: Int, all: Int)] = [:]
    var mistakes = ""
    for answer in try Self.cases() {
      var text = answer.text
      let found = text.withUTF8 { detector.detect($0, &scratch)?.code } ?? Language.undetermined
      counts[answer.length, default: (0, 0)].all += 1
      if found == answer.code {
        counts[answer.length, default: (0, 0)].right += 1
      } else {
        mistakes += "\(answer.length)\t\(answer.code)\t\(found)\t\(answer.text)\n"
      }
    }
    for (length, floor) in Self.floors {
      #expect(counts[length]?.right ?? 0 >= floor, "\(length)")
    }
    let summary = counts.sorted { $0.key < $1.key }
      .map { "# \($0.key): \($0.value.right) of \($0.value.all) right\n" }.joined()
    let golden = TestFiles.tests.appending(path: "Fixtures/language-mistakes.tsv")
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] != nil {
      try (summary + mistakes).write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == summary + mistakes)
  }
}
