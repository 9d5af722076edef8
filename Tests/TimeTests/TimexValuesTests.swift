import GalleyKit
import GalleyTesting
import Testing

@testable import Time

@Suite(.serialized) struct TimexValuesTests {
  private static func run(_ options: [String: JSONValue] = [:]) throws -> StageRun {
    try StageRun(
      .document(TimexValuesStage.self),
      options: options,
      resourceFolder: PluginFolder.path
    )
  }

  @Test(arguments: TimexStage.Style.allCases)
  func `finding without a date and resolving with it is the same as both at once`(
    style: TimexStage.Style
  ) throws {
    let cases = ExpressionSheet.cases.map(\.document)
    let undated = cases.map { document in
      var document = document
      document.metadata = [:]
      return document
    }
    let style: [String: JSONValue] = ["style": .text(style.rawValue)]
    let finder = try TimexStageTests.run(style)
    let found = finder.process(undated)
    let expected = finder.process(cases)
    let resolved = try Self.run(style).process(
      zip(found, cases).map { found, document in
        var found = try found.get().inOrderOfIDs
        found.metadata = document.metadata
        return found
      }
    )
    var changed = 0
    for (index, pair) in zip(expected, resolved).enumerated() {
      let (expected, resolved) = (try pair.0.get(), try pair.1.get())
      #expect(resolved.features == expected.features, "\(expected.text)")
      if try found[index].get().features != resolved.features { changed += 1 }
    }
    #expect(changed > 200)
  }

  @Test func `resolving twice changes nothing`() throws {
    let cases = ExpressionSheet.cases.map(\.document)
    let found = try TimexStageTests.run().process(cases).map { try $0.get().inOrderOfIDs }
    let again = try Self.run().process(found).map { try $0.get() }
    #expect(again.map(\.features) == found.map(\.features))
  }

  private static let told: [(text: String, between: String, expected: [String])] = [
    // The same on all days.
    ("It closed on Nov. 3.", "2023-11-05/2023-11-20", ["Nov. 3 DATE 2023-11-03"]),
    ("It closed this year.", "2023-11-05/2023-11-20", ["this year DATE 2023"]),
    ("It closed last month.", "2023-11-05/2023-11-20", ["last month DATE 2023-10"]),
    // Not the same.
    ("It closed on Monday.", "2023-11-09/2023-11-14", ["Monday DATE XXXX-WXX-1"]),
    ("It closed on Monday.", "2023-11-14/2023-11-19", ["Monday DATE 2023-11-13"]),
    ("It closed this year.", "2023-12-05/2024-01-20", ["this year DATE PRESENT_REF"]),
    ("It closed yesterday.", "2023-11-09/2023-11-10", ["yesterday DATE PAST_REF"]),
    // No interval.
    ("It closed on Nov. 3.", "2023-11-20/2023-11-05", ["Nov. 3 DATE XXXX-11-03"]),
    ("It closed on Nov. 3.", "2023-11-20", ["Nov. 3 DATE XXXX-11-03"]),
  ]

  @Test func `an interval gives what is the same on all its days`() throws {
    let documents = Self.told.map { text, between, _ in
      TestDocument(text, metadata: ["published_between": .text(between)])
    }
    let found = try TimexStageTests.run().process(documents).map { try $0.get() }
    #expect(found.map(ExpressionSheet.describe) == Self.told.map(\.expected))
    let again = try Self.run().process(found).map { try $0.get() }
    #expect(again.map(\.features) == found.map(\.features))
  }

  @Test func `conforms`() throws {
    let check = try StageConformance(
      .document(TimexValuesStage.self),
      resourceFolder: PluginFolder.path
    )
    #expect(check.problems() == [])
  }
}

extension TestDocument {
  /// References hold when the annotations are given once more.
  fileprivate var inOrderOfIDs: TestDocument {
    var document = self
    document.annotations.sort { $0.id < $1.id }
    return document
  }

  fileprivate var features: [[String: JSONValue]] {
    ["Timex", "TimeRange"].flatMap { annotations(of: $0) }.map(\.features)
  }
}
