import Foundation
import TestCommands
import Testing

/// The answer sheets of times, read by the whole English chain.
struct TimexSheetsTests {
  private static let cases: [(sheet: String, percent: Int)] = [
    ("expressions", 96), ("articles", 93), ("tenses", 95),
  ]

  @Test(arguments: cases)
  func `are answered`(sheet: String, percent: Int) throws {
    let galley = try Galley()
    let path = "\(Repository.root)/Tests/TimeTests/Fixtures/\(sheet).jsonl"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let styles = try Dictionary(grouping: lines) {
      try JSONObject(String($0)).text("style") ?? "news"
    }
    var (expected, found, right) = (0, 0, 0)
    for (style, lines) in styles {
      let told = try lines.map { try Self.times(of: JSONObject(String($0)), "timexes") }
      try galley.folder.write(lines.joined(separator: "\n"), to: "\(style).jsonl")
      try galley.folder.write(Self.pipeline(style), to: "\(style).yaml")
      let outcome = try galley("run", "\(style).yaml", "--quiet")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let documents = try galley.lines("out/\(style)/annotations.jsonl")
      #expect(documents.count == told.count)
      for (told, document) in zip(told, documents) {
        let own = try Self.times(of: document, "annotations")
        expected += told.count
        found += own.count
        right += Set(own).intersection(told).count
      }
    }
    #expect(right * 100 >= expected * percent, "\(right) of \(expected)")
    #expect(right * 100 >= found * percent, "\(right) of \(found) found")
  }

  /// Start, class and value of each.
  private static func times(of document: JSONObject, _ key: String) throws -> [String] {
    document.objects(key).map { time in
      let features = time.object("features") ?? time
      let start = time.number("start").map { "\($0)" } ?? ""
      return [start, features.text("class") ?? "", features.text("value") ?? ""]
        .joined(separator: " ")
    }
  }

  private static func pipeline(_ style: String) -> String {
    """
    pipeline: \(style)/1
    source: {uses: jsonl@1, with: {path: \(style).jsonl, published: /published}}
    stages:
      - {uses: sentences@1}
      - {uses: tokens@1}
      - {uses: tagger@1}
      - {uses: lemmas@1}
      - {uses: chunks@1}
      - {uses: timex@1, with: {style: \(style)}}
    export:
      - {uses: jsonl@1, with: {types: [Timex]}}
    """
  }
}
