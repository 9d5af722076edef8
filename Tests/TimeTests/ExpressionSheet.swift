import Foundation
import GalleyKit
import GalleyTesting
import TestCommands

/// The cases of `Fixtures/expressions.jsonl`: texts with all times they tell of.
struct ExpressionSheet {
  struct Case: Sendable {
    var id: String
    var document: TestDocument
    /// As `describe` writes them.
    var expected: [String]
  }

  static let cases = read()

  private static func read() -> [Case] {
    let path = "\(Repository.root)/Tests/TimeTests/Fixtures/expressions.jsonl"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      guard let object = JSONValue(parsing: String(line)), let id = object["id"]?.text,
        let text = object["text"]?.text, case .list(let timexes)? = object["timexes"]
      else { return nil }
      let metadata = object["published"]?.text.map { ["published": JSONValue.text($0)] } ?? [:]
      return Case(
        id: id,
        document: TestDocument(text, metadata: metadata),
        expected: timexes.map { timex in
          [timex["text"], timex["class"], timex["value"]].map { $0?.text ?? "-" }
            .joined(separator: " ")
        }
      )
    }
  }

  /// What was found in a document, in the order of the text.
  static func describe(_ document: TestDocument) -> [String] {
    document.annotations(of: "Timex").map { timex in
      let features = ["class", "value"].map { timex.features[$0]?.text ?? "-" }
      return ([document.coveredText(of: timex)] + features).joined(separator: " ")
    }
  }
}
