import Foundation
import TestCommands
import Testing

/// When texts without a date were published: alone, and by others of the corpus.
struct PublicationTests {
  private static func pipeline(_ source: String) -> String {
    """
    pipeline: dates/1
    source: \(source)
    stages:
      - {uses: zones@1}
      - {uses: sentences@1}
      - {uses: tokens@1}
      - {uses: tagger@1}
      - {uses: lemmas@1}
      - {uses: chunks@1}
      - {uses: timex@1}
      - {uses: publication-date@1}
      - {id: values, uses: timex-values@1}
      - {id: together, uses: publication-dates@1}
      - {id: final, uses: timex-values@1}
    export:
      - {uses: jsonl@1, with: {path: dates.jsonl, metadata: true, types: [Timex, DateClue]}}
      - {uses: records@1}
    """
  }

  /// The documents of a run, by id.
  private static func dates(_ galley: Galley, _ source: String) throws -> [String: JSONObject] {
    try galley.folder.write(pipeline(source), to: "dates.yaml")
    let outcome = try galley("run", "dates.yaml", "--quiet", "--out", "out")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try String(contentsOfFile: galley.folder.file("out/dates.jsonl"), encoding: .utf8)
      .split(separator: "\n")
    let documents = try lines.map { try JSONObject(String($0)) }
    return Dictionary(
      documents.compactMap { document in document.text("id").map { ($0, document) } },
      uniquingKeysWith: { $1 }
    )
  }

  /// A document of `Tests/TimeTests/Fixtures/publication-dates.jsonl`, and when it was published.
  private struct Answer {
    var id: String
    var first: String
    var last: String
  }

  @Test func `most texts of the answer sheet are dated, hardly any wrongly`() throws {
    let galley = try Galley()
    let path = "\(Repository.root)/Tests/TimeTests/Fixtures/publication-dates.jsonl"
    let sheet = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { try JSONObject(String($0)) }
    let input = try sheet.map { try $0.json(keeping: ["id", "text"]) }
    try galley.folder.write(input.joined(separator: "\n"), to: "sheet.jsonl")
    let found = try Self.dates(galley, "{uses: jsonl@1, with: {path: sheet.jsonl}}")
    var counts: [String: Int] = [:]
    for article in sheet {
      let id = try #require(article.text("id"))
      let day = try #require(article.text("true"))
      let outcome = Self.outcome(
        day,
        try #require(found[id]),
        article.object("together") ?? article.object("answer")
      )
      counts[outcome, default: 0] += 1
    }
    #expect(
      counts == [
        "the day": 0
      ]
    )
  }

  /// How a text was dated, beside when it was published and what follows from its words.
  private static func outcome(
    _ day: String,
    _ found: JSONObject,
    _ answer: JSONObject?
  ) -> String {
    let metadata = found.object("metadata")
    // Days of ISO 8601 are compared as texts.
    if let published = found.text("published") {
      if published == day { return "the day" }
      guard let first = answer?.text("from"), let last = answer?.text("to") else {
        return "a day nobody can know"
      }
      return (first...last).contains(published) ? "a possible day" : "a wrong day"
    }
    if let between = metadata?.text("published_between")?.split(separator: "/"),
      let first = between.first, let last = between.last
    {
      return (first...last).contains(Substring(day)) ? "an interval" : "a wrong interval"
    }
    return answer == nil ? "rightly unknown" : "unknown"
  }

  private static let seeds = "\(Repository.root)/../shared/seeds"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: seeds),
      "there is no ../shared/seeds"
    )
  )
  func `articles without metadata date each other`() throws {
    let galley = try Galley()
    let found = try Self.dates(
      galley,
      "{uses: text-files@1, with: {path: \"\(Self.seeds)/*.txt\"}}"
    )
    let days = found.sorted { $0.key < $1.key }.map { $0.value.text("published") ?? "" }
    #expect(days == ["2023-11-09", "2023-10-27", "2023-10-27"])
    let records = try String(contentsOfFile: galley.folder.file("out/records.jsonl"), encoding: .utf8)
      .split(separator: "\n")
      .map { try JSONObject(String($0)) }
    let first = try #require(records.first)
    #expect(first.text("published") == "2023-11-09")
    // Words of both documents.
    #expect(Set(first.objects("evidence").compactMap { $0.text("document") }).count == 2)
  }
}
