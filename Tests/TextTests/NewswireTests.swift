import Foundation
import GalleyKit
import Testing

@testable import Text

/// How many sentences of `Fixtures/newswire.jsonl`, articles as agencies write them, written without
/// sight of rules and model, are found as a person marked them.
struct NewswireTests {
  private struct Article: Decodable {
    let id: String
    let text: String
    let sentences: [String]
  }

  /// To renew the list of mistakes: `GALLEY_RECORD=1 swift test --filter NewswireTests`.
  @Test func `finds the sentences of newswire`() throws {
    let file = TestFiles.tests.appending(path: "Fixtures/newswire.jsonl")
    var (wanted, found, right) = (0, 0, 0)
    var mistakes = ""
    for line in try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")) {
      let article = try JSONDecoder().decode(Article.self, from: line)
      let answer = sentences(article.text)
      let difference = article.sentences.difference(from: answer)
      wanted += article.sentences.count
      found += answer.count
      right += article.sentences.count - difference.insertions.count
      mistakes += Self.lines(of: difference, name: article.id)
    }
    let summary = "# \(right) right of \(wanted) wanted and \(found) found\n"
    let golden = TestFiles.tests.appending(path: "Fixtures/newswire-mistakes.txt")
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] != nil {
      try (summary + mistakes).write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == summary + mistakes)
    #expect(2 * right * 1000 >= 986 * (wanted + found))
  }

  private static func lines(of difference: CollectionDifference<String>, name: String) -> String {
    guard !difference.isEmpty else { return "" }
    func line(_ sign: String, _ change: CollectionDifference<String>.Change) -> String {
      switch change {
      case .insert(_, let sentence, _), .remove(_, let sentence, _):
        "\(sign) \(sentence.replacing("\n", with: "⏎"))\n"
      }
    }
    return "\n\(name)\n" + difference.insertions.map { line("wanted", $0) }.joined()
      + difference.removals.map { line("found ", $0) }.joined()
  }
}
