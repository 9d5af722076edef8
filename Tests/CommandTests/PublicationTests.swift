import Foundation
import TestCommands
import Testing

/// When texts without a date were published: alone, and by others of the corpus.
struct PublicationTests {
  private static let sheet = """
    pipeline: dates/1
    source: {uses: jsonl@1, with: {path: sheet.jsonl}}
    stages:
      - {uses: zones@1}
      - {uses: sentences@1}
      - {uses: timex@1}
      - {uses: publication-date@1}
      - {id: together, uses: publication-dates@1}
    export:
      - {uses: jsonl@1, with: {path: annotations.jsonl, metadata: true, types: [DateClue]}}
    """

  /// The documents of a run, by id.
  private static func documents(_ galley: Galley, _ arguments: [String]) throws
    -> [String: JSONObject]
  {
    let outcome = try galley.run(["run"] + arguments + ["--quiet", "--out", "out"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let path = galley.folder.file("out/annotations.jsonl")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let documents = try lines.map { try JSONObject(String($0)) }
    return Dictionary(
      documents.compactMap { document in document.text("id").map { ($0, document) } },
      uniquingKeysWith: { $1 }
    )
  }

  @Test func `most texts of the answer sheet are dated, hardly any wrongly`() throws {
    let galley = try Galley()
    let path = "\(Repository.root)/Tests/TimeTests/Fixtures/publication-dates.jsonl"
    let sheet = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { try JSONObject(String($0)) }
    let input = try sheet.map { try $0.json(keeping: ["id", "text"]) }
    try galley.folder.write(input.joined(separator: "\n"), to: "sheet.jsonl")
    try galley.folder.write(Self.sheet, to: "sheet.yaml")
    let found = try Self.documents(galley, ["sheet.yaml"])
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
        "the day": 10, "a possible day": 4, "an interval": 13, "a wrong interval": 2,
        "unknown": 13, "rightly unknown": 7,
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
    let found = try Self.documents(
      galley,
      [
        "\(Repository.root)/pipelines/annotate.yaml", "--input", Self.seeds, "--skip",
        "news,names,events",
      ]
    )
    let days = found.sorted { $0.key < $1.key }.map { $0.value.text("published") ?? "" }
    #expect(days == ["2023-11-09", "2023-10-27", "2023-10-27"])
    let reason = found.min { $0.key < $1.key }?.value.object("metadata")?.text("published_from")
    #expect(reason == "corpus")
  }
}
