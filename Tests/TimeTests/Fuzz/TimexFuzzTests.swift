import Foundation
import GalleyKit
import GalleyTesting
import Testing

@testable import Time

/// Whatever the text: every value is one of TIMEX3, days are in order, and what came before in the lane
/// changes nothing.
@Suite(.serialized) struct TimexFuzzTests {
  private static let days: [String?] = [
    nil, "2023-11-15", "2024-02-29", "2020-12-31", "1999-01-01", "0001-01-01", "9999-12-31",
  ]

  // Not for several threads; the tests of this suite run one after another.
  private nonisolated(unsafe) static let english = Result { try TimexStageTests.run() }

  @Test(arguments: ["en", "de"])
  func `random texts keep to the contract`(language: String) throws {
    let stage = try TimexStageTests.run(["language": .text(language)])
    var texts = RandomTimes(seed: Fuzzing.seed, folder: "\(PluginFolder.path)/Data/\(language)")
    let end = Fuzzing.end
    var found = 0
    var rounds = 0
    repeat {
      rounds += 1
      let documents = (0..<20).map { _ in
        let metadata = texts.pick(Self.days).map { ["published": JSONValue.text($0)] } ?? [:]
        return TestDocument(texts.text(), metadata: metadata)
      }
      let forward = try stage.process(documents).map { try $0.get() }
      let backward = try stage.process(documents.reversed()).map { try $0.get() }
      for (one, two) in zip(forward, backward.reversed()) {
        #expect(one.annotations.map(\.features) == two.annotations.map(\.features))
        #expect(one.annotations.map(\.span) == two.annotations.map(\.span))
        for timex in one.annotations(of: "Timex") {
          found += 1
          check(timex, one)
        }
      }
    } while Date() < end || found <= 100 && rounds < 100
    #expect(found > 100)
  }

  private func check(_ timex: TestAnnotation, _ document: TestDocument) {
    let covered = document.coveredText(of: timex)
    #expect(!covered.isEmpty && !covered.hasPrefix(" ") && !covered.hasSuffix(" "))
    let value = timex.features["value"]?.text
    let isInvalid = timex.features["invalid"] == .flag(true)
    #expect((value == nil) == isInvalid, "\(covered) in \(document.text)")
    #expect(value.map { ValueCheck.isReadable($0) } ?? true, "\(value ?? "") for '\(covered)'")
    let ends = ["begin", "end"].map { timex.features[$0]?.text.flatMap { CalendarValue($0)?.days } }
    if let begin = ends[0], let end = ends[1] { #expect(begin.first <= end.last, "\(covered)") }
  }

  // Numbers no calendar has, wherever a rule takes one.
  @Test(arguments: [
    "in 99999999999999999999", "99999999999999999999 years ago", "99999999999 years ago",
    "in 9999999999 days' time", "999999999999 weeks later", "9223372036854775807 centuries ago",
    "9223372036854775808 BC", "9223372036854775807 BC", "100000000000 months from now",
    "99999999999999999999 years", "999999999999999999999999999999 million hours",
    "every 99999999999999999999 days", "the 99999999999999999999th century",
    "999999 million million million years ago", "2023-99999999999-1", "1e400 years", "0 years ago",
    "0 BC", "1/0 hours", "0/0 hours", "4000000000000 quarters ago", "99,999,999,999 decades ago",
  ])
  func `numbers beyond every calendar do not end the run`(text: String) throws {
    let stage = try Self.english.get()
    for day in Self.days {
      let metadata = day.map { ["published": JSONValue.text($0)] } ?? [:]
      let document = try stage.process(TestDocument("It came \(text).", metadata: metadata))
      for timex in document.annotations(of: "Timex") { check(timex, document) }
    }
  }

  // What a rule may say, with numbers nobody can count to.
  @Test(arguments: [
    "@day-99999999999", "@day+9223372036854775807", "@year-9223372036854775807",
    "@century+9223372036854775807", "@week+922337203685477580", "@quarter-9223372036854775807",
    "@month+99999999999999999999", "P99999999999999999Y", "P99999999999999999999999CE",
    "P1.7976931348623157E308Y", "999999999", "BC9999", "BC999999999-12-31", "999999999-W53",
    "XX9223372036854775807", "XX99999999999999999999", "XXXX-9223372036854775807",
    "XXXX-12-9223372036854775807", "XXXX-9223372036854775807:1:1", "XXXX-11:9223372036854775807:1",
    "XXXX-11:-9223372036854775808:1", "XXXX-easter+9223372036854775807", "XXXX-XX-99999999999",
    "XXXX-12-25+9223372036854775807", "XXXX-WXX-9223372036854775807", "2023-Q9223372036854775807",
    "2023-H9223372036854775807", "2023-W9223372036854775807", "2023-9223372036854775807-1",
  ])
  func `values beyond every calendar are read or refused`(value: String) throws {
    let rule: JSONValue = [
      "name": "far", "class": "date", "match": "far", "value": .text(value),
    ]
    for (language, day) in [("none", nil), ("none", "2023-11-15"), ("none", "9999-12-31")] {
      let options: [String: JSONValue] = ["language": .text(language), "rules": [rule]]
      let problems = try StageRun.problems(
        of: .document(TimexStage.self),
        options: options,
        resourceFolder: PluginFolder.path
      )
      guard problems.isEmpty else {
        #expect(problems.map(\.code) == ["bad-value"])
        continue
      }
      let metadata = day.map { ["published": JSONValue.text($0)] } ?? [:]
      let document = TestDocument("It is far.", metadata: metadata)
      let found = try TimexStageTests.run(options).process(document)
      #expect(found.annotations.count == 1)
    }
  }
}
