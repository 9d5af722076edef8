import Foundation
import GalleyKit
import GalleyTesting
import TestCommands

/// The cases of a file of `Fixtures`: texts with all times they tell of.
struct ExpressionSheet {
  struct Case: Sendable {
    var id: String
    var style: String
    var document: TestDocument
    /// As `describe` writes them.
    var expected: [String]
    /// As `describeRanges` writes them; nil where nobody looked for ranges.
    var ranges: [String]?
  }

  static let cases = read("expressions")
  static let articles = read("articles")
  static let tenses = read("tenses")

  private static func read(_ name: String) -> [Case] {
    let path = "\(Repository.root)/Tests/TimeTests/Fixtures/\(name).jsonl"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      guard let object = JSONValue(parsing: String(line)), let id = object["id"]?.text,
        let text = object["text"]?.text, case .list(let timexes)? = object["timexes"]
      else { return nil }
      let metadata = object["published"]?.text.map { ["published": JSONValue.text($0)] } ?? [:]
      return Case(
        id: id,
        style: object["style"]?.text ?? "news",
        document: TestDocument(text, metadata: metadata),
        expected: timexes.map { timex in
          [timex["text"], timex["class"], timex["value"]].map { $0?.text ?? "-" }
            .joined(separator: " ")
        },
        ranges: ranges(object["ranges"])
      )
    }
  }

  private static func ranges(_ value: JSONValue?) -> [String]? {
    guard case .list(let ranges)? = value else { return nil }
    return ranges.map { range in
      ["text", "begin", "end"].map { range[$0]?.text ?? "-" }.joined(separator: " ")
    }
  }

  /// What was found in a document, in the order of the text.
  static func describe(_ document: TestDocument) -> [String] {
    document.annotations(of: "Timex").map { timex in
      let features = ["class", "value"].map { timex.features[$0]?.text ?? "-" }
      return ([document.coveredText(of: timex)] + features).joined(separator: " ")
    }
  }

  /// The ranges found in a document, in the order of the text.
  static func describeRanges(_ document: TestDocument) -> [String] {
    document.annotations(of: "TimeRange").map { range in
      let ends = ["begin", "end"].map { range.features[$0]?.text ?? "-" }
      return ([document.coveredText(of: range)] + ends).joined(separator: " ")
    }
  }
}
