import Foundation
import TestCommands
import Testing

/// Results are the same bytes however a run is spread over lanes.
struct DeterminismTests {
  private static let annotate = "\(Repository.root)/pipelines/annotate.yaml"
  private static let quickstart = "\(Repository.root)/pipelines/quickstart.yaml"

  private static let ways: [[String]] = [
    ["--jobs", "1"], ["--jobs", "8"], ["--jobs", "8"], ["--jobs", "8"],
    ["--jobs", "8", "--queue", "1"], ["--jobs", "8", "--queue", "1000"],
    ["--jobs", "8", "--window", "1"], ["--jobs", "8", "--window", "1000"],
    ["--jobs", "8", "--queue", "1000", "--window", "1"],
  ]

  /// Runs in every way and compares files with those of the first.
  private func expectSame(_ galley: Galley, _ arguments: [String], _ files: [String]) throws {
    for (number, way) in Self.ways.enumerated() {
      let outcome = try galley.run(
        ["run"] + arguments + ["--quiet", "--out", "out\(number)"] + way
      )
      #expect(outcome.status < 2)
      for file in files {
        let same = try galley.bytes("out0/\(file)") == galley.bytes("out\(number)/\(file)")
        #expect(same, "\(file) differs with \(way)")
      }
    }
    for file in files { #expect(try galley.bytes("out0/\(file)").count > 0) }
  }

  @Test func `the example corpus`() throws {
    try expectSame(Galley(), [Self.quickstart], ["annotations.jsonl", "annotations.csv"])
  }

  @Test func `a corpus of long, short, broken and repeated documents`() throws {
    let corpus = Self.corpus()
    let galley = try Galley(["corpus.jsonl": corpus])
    try expectSame(
      galley,
      [Self.annotate, "--input", "corpus.jsonl"],
      ["annotations.jsonl", "failures.jsonl"]
    )
    #expect(try galley.lines("out0/failures.jsonl").count == 40)
  }

  /// 400 lines; every twentieth is no JSON, every twentieth repeats an id.
  private static func corpus() -> String {
    (0..<400).map { number in
      if number % 20 == 7 { return "{\"id\": \(number)," }
      let id = number % 20 == 13 ? number - 1 : number
      let count = (number * 7919) % 97 == 0 ? 400 : number % 9
      let sentence = "On Nov. \(number % 28 + 1), 2023, Gov. Ann Lee paid $\(number) million. "
      return #"{"id": "d\#(id)", "text": "\#(String(repeating: sentence, count: count))"}"#
    }.joined(separator: "\n")
  }
}
