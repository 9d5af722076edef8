import GalleyKit
import GalleyTesting
import Testing

@testable import Time

/// Texts without a date, and when they were published.
@Suite(.serialized) struct PublicationDateTests {
  private struct Case {
    var text: String
    /// `published`, or `published_between` after a tilde, or nothing.
    var expected: String
    var from = "text"
    var id = "test"
    var metadata: [String: JSONValue] = [:]
    /// The zone in which all of the text stands.
    var zone: String?
  }

  private static let cases = [
    // What says it outright.
    Case(text: "It rained.", expected: "", from: ""),
    Case(
      text: "It rained.",
      expected: "2023-11-09",
      from: "metadata",
      metadata: ["pubdate": "Thu, 09 Nov 2023 10:42:00 GMT"]
    ),
    Case(
      text: "It rained.",
      expected: "2023-11-09",
      from: "metadata",
      metadata: ["date": "2023-11-09T10:42:00Z"]
    ),
    Case(
      text: "It rained.",
      expected: "2023-11-09",
      from: "url",
      metadata: ["url": "https://harbour.example/news/2023/11/09/rain.html"]
    ),
    Case(
      text: "It rained.",
      expected: "2023-11-09",
      from: "url",
      metadata: ["link": "https://harbour.example/20231109-rain"]
    ),
    Case(
      text: "https://harbour.example/2023/11/9/rain\n\nIt rained.",
      expected: "2023-11-09",
      from: "url"
    ),
    Case(text: "It rained.", expected: "2023-11-09", from: "file_name", id: "2023-11-09_rain.txt"),
    Case(text: "It rained.", expected: "2023-11-09", from: "file_name", id: "rain20231109a.txt"),
    Case(text: "It rained.", expected: "", from: "", id: "rain-120231109.txt"),
    Case(text: "It rained.", expected: "", from: "", id: "rain-2023-13-09.txt"),
    Case(
      text: "First published 9 November 2023. Changed on 11 November 2023.\n\nIt rained.",
      expected: "2023-11-09",
      from: "dateline"
    ),
    Case(text: "VARDO, Nov. 9, 2023", expected: "2023-11-09", from: "dateline", zone: "dateline"),
    Case(
      text: "It rained.\n\n© 2001-2023 Harbour Post",
      expected: "~2023-01-01/2023-12-31",
      from: "copyright"
    ),
    // A weekday beside a day is in few years.
    Case(
      text: "They met on Friday, 27 October. It has stood open since 2022.",
      expected: "~2023-10-27/2023-11-02"
    ),
    Case(
      text: "They met on 27 October, a Friday. It has stood open since August 2022.",
      expected: "~2023-10-27/2023-12-28"
    ),
    // Two words for one time.
    Case(text: "It closed yesterday, 9 January 2017.", expected: "2017-01-10"),
    Case(text: "It opens tomorrow, on 9 January 2017.", expected: "2017-01-08"),
    Case(text: "It closed last week, on 2 November 2011.", expected: "~2011-11-07/2011-11-13"),
    Case(text: "It was seen in August 2022, five months ago.", expected: "~2023-01-01/2023-01-31"),
    Case(text: "In 2013, a year ago, it sank.", expected: "~2014-01-01/2014-12-31"),
    // A picture is seldom old.
    Case(
      text: "Boats in Vardo on Nov. 9, 2023.",
      expected: "~2023-11-09/2023-11-12",
      zone: "caption"
    ),
    // What is told of other stories tells nothing.
    Case(text: "Storm of Nov. 9, 2023", expected: "", from: "", zone: "related"),
    // What nobody can know.
    Case(text: "It closed on Monday.", expected: "", from: ""),
    Case(text: "It closed on Monday, 9 January.", expected: "", from: ""),
    Case(text: "It was built in 1896 and burnt in 1914.", expected: "", from: ""),
  ]

  private static func document(_ example: Case) -> TestDocument {
    let whole = TextSpan(0..<example.text.utf8.count)
    return TestDocument(
      example.text,
      id: example.id,
      metadata: example.metadata,
      annotations: example.zone.map {
        [TestAnnotation("Zone", whole, ["kind": .text($0)])]
      } ?? []
    )
  }

  private static let zone = TypeDeclaration("Zone", [FeatureDeclaration("kind", .text)])

  private static func dated(_ documents: [TestDocument]) throws -> [TestDocument] {
    let found = try StageRun(
      .document(TimexStage.self),
      types: [zone],
      resourceFolder: PluginFolder.path
    ).process(documents)
    return try StageRun(
      .document(PublicationDateStage.self),
      types: [zone, RangeType.declaration],
      resourceFolder: PluginFolder.path
    ).process(found.map { try $0.get() }).map { try $0.get() }
  }

  @Test func `finds what a text, its name or its metadata tell`() throws {
    let dated = try Self.dated(Self.cases.map(Self.document))
    for (document, example) in zip(dated, Self.cases) {
      let day = document.metadata["published"]?.text
      let between = document.metadata["published_between"]?.text.map { "~" + $0 }
      #expect((day ?? between ?? "") == example.expected, "\(example.text) \(example.id)")
      #expect(
        (document.metadata["published_from"]?.text ?? "") == example.from,
        "\(example.text) \(example.id)"
      )
    }
  }

  @Test func `a document that has a date keeps it`() throws {
    let document = TestDocument(
      "VARDO, Nov. 9, 2023 — It rained.",
      metadata: ["published": "2020-01-01"]
    )
    let dated = try #require(try Self.dated([document]).first)
    #expect(dated.metadata == document.metadata)
    #expect(dated.annotations(of: "DateClue") == [])
  }

  @Test func `evidence stands on the words, with what follows and how much it says`() throws {
    let text = "They met on Friday, 27 October. It has stood open since 2022."
    let dated = try #require(try Self.dated([TestDocument(text)]).first)
    let clues = dated.annotations(of: "DateClue")
    let kinds = clues.map { "\($0.features["kind"]?.text ?? "") \(dated.coveredText(of: $0))" }
    #expect(
      kinds == [
        "weekday_of_date Friday, 27 October", "day_of_year Friday, 27 October", "year 2022",
      ]
    )
    let weekday = try #require(clues.first)
    #expect(weekday.features["from"]?.text == "2023-04-28")
    #expect(weekday.features["to"]?.text == "2024-04-27")
    guard case .number(let bits)? = weekday.features["weight"] else {
      Issue.record("no weight")
      return
    }
    #expect(bits > 1)
    #expect(weekday.features["reason"]?.text?.contains("Friday, 27 October") == true)
    let reason = try #require(dated.metadata["published_reason"]?.text)
    #expect(reason.contains("'Friday, 27 October' is told in the past with its weekday"))
    guard case .number(let confidence)? = dated.metadata["published_confidence"] else {
      Issue.record("no confidence")
      return
    }
    #expect((0.3...0.9).contains(confidence))
  }

  @Test func `publication-date conforms`() throws {
    let check = try StageConformance(
      .document(PublicationDateStage.self),
      types: [Self.zone],
      resourceFolder: PluginFolder.path
    )
    #expect(check.problems() == [])
  }

  @Test func `publication-dates conforms`() throws {
    let check = try StageConformance(
      .corpus(PublicationDatesStage.self),
      types: [Self.zone],
      resourceFolder: PluginFolder.path
    )
    #expect(check.problems() == [])
  }
}
