import GalleyKit
import GalleyTesting
import Testing

@testable import Time

@Suite(.serialized) struct TimeRangeTests {
  // Not for several threads; the tests of this suite run one after another.
  private nonisolated(unsafe) static let stage = Result { try TimexStageTests.run() }

  private static func process(_ text: String, _ published: String?) throws -> TestDocument {
    let metadata = published.map { ["published": JSONValue.text($0)] } ?? [:]
    return try stage.get().process(TestDocument(text, metadata: metadata))
  }

  @Test func `finds all ranges of the answer sheet, and no others`() throws {
    let cases = ExpressionSheet.cases.filter { $0.ranges != nil }
    #expect(cases.count >= 28)
    let results = try Self.stage.get().process(cases.map(\.document))
    for (example, result) in zip(cases, results) {
      #expect(
        ExpressionSheet.describeRanges(try result.get()) == example.ranges,
        "\(example.document.text)"
      )
    }
  }

  private static let cases: [(text: String, published: String?, expected: [String])] = [
    // Over the ends of months and years.
    (
      "The pass is shut Nov. 28 to 2 December.", "2023-11-16",
      ["Nov. 28 to 2 December 2023-11-28 2023-12-02"]
    ),
    (
      "The port was shut from Dec. 30 until Jan. 3.", "2024-01-10",
      ["Dec. 30 until Jan. 3 2023-12-30 2024-01-03"]
    ),
    (
      "They met on Dec. 31 and Jan. 1.", "2024-01-10",
      ["Dec. 31 and Jan. 1 2023-12-31 2024-01-01"]
    ),
    ("It ran from 44 BC to AD 14.", nil, ["44 BC to AD 14 BC0044-01-01 0014-12-31"]),
    (
      "It ran from Feb. 27, 2024 to Feb. 29, 2024.", nil,
      [
        "Feb. 27, 2024 to Feb. 29, 2024 2024-02-27 2024-02-29"
      ]
    ),
    // There is no such day.
    (
      "It ran from Feb. 27, 2023 to Feb. 29, 2023.", nil,
      [
        "Feb. 27, 2023 to Feb. 29, 2023 - -"
      ]
    ),
    // Clock times, over midnight as well, and with a day at one end alone.
    (
      "The road is shut from 10 p.m. to 2 a.m..", "2023-11-16",
      ["10 p.m. to 2 a.m. 2023-11-16T22:00 2023-11-17T02:00"]
    ),
    (
      "It rang between 9:15 a.m. and 9:40 a.m. GMT.", "2023-11-16",
      ["9:15 a.m. and 9:40 a.m. GMT 2023-11-16T09:15 2023-11-16T09:40Z"]
    ),
    (
      "They talked from 9 a.m. to Tuesday night.", "2023-11-16",
      ["9 a.m. to Tuesday night 2023-11-14 2023-11-14"]
    ),
    // The last one is counted from the first.
    (
      "It will be open Friday to Tuesday.", "2023-11-16",
      ["Friday to Tuesday 2023-11-17 2023-11-21"]
    ),
    // Of different lengths.
    ("It lasted from 1914 to November 1918.", nil, ["1914 to November 1918 1914-01-01 1918-11-30"]),
    ("It grew from the 1960s to 1987.", nil, ["the 1960s to 1987 1960-01-01 1987-12-31"]),
    // Nobody knows when.
    ("It is shut Monday through Wednesday.", nil, ["Monday through Wednesday - -"]),
    ("It is shut from now until Friday.", nil, ["now until Friday - -"]),
    // Lists.
    (
      "It rained on May 3, May 4 and May 5.", "2023-11-16",
      ["May 3, May 4 and May 5 2023-05-03 2023-05-05"]
    ),
    (
      "It rained between May, June and July.", "2023-11-16",
      ["May, June and July 2023-05-01 2023-07-31"]
    ),
    ("It rained on Monday, Friday and Saturday.", "2023-11-16", []),
    ("In March, April was told, it rained.", "2023-11-16", []),
    // No ranges.
    ("It rained in May and in July.", "2023-11-16", []),
    ("It rained in 2001 and 2003.", nil, []),
    ("It took two to three weeks.", nil, []),
    ("On Monday, two days after the vote, they met.", "2023-11-16", []),
    ("It closed in June.\n\nTo July we shall come.", "2023-11-16", []),
    ("They came on Friday; and Saturday was dry.", "2023-11-16", []),
  ]

  @Test(arguments: cases)
  func `reaches from the first day of the first to the last of the last`(
    text: String,
    published: String?,
    expected: [String]
  ) throws {
    #expect(ExpressionSheet.describeRanges(try Self.process(text, published)) == expected)
  }

  @Test func `refers to its two times`() throws {
    let document = try Self.process("It ran Friday, Saturday and Sunday.", "2023-11-16")
    let range = try #require(document.annotations(of: "TimeRange").first)
    let times = document.annotations(of: "Timex")
    #expect(times.count == 3)
    #expect(range.features["first"] == .integer(Int64(times[0].id)))
    #expect(range.features["last"] == .integer(Int64(times[2].id)))
  }

  @Test func `a pipeline adds what makes a range`() throws {
    let rules: [JSONValue] = [
      ["name": "clear-to", "class": "range", "match": "clear to", "value": "joins"]
    ]
    let run = try TimexStageTests.run(["rules": .list(rules)])
    let document = try run.process(TestDocument("He slept from 1914 clear to 1918."))
    #expect(
      ExpressionSheet.describeRanges(document) == ["1914 clear to 1918 1914-01-01 1918-12-31"]
    )
  }
}
