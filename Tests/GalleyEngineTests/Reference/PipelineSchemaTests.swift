import Foundation
import GalleyEngine
import TestCommands
import Testing

/// The schema beside the loader: it never refuses what the loader takes, and sees what a schema can.
@Suite(.enabled(if: PythonTools.areThere, "\(PythonTools.missing)"))
struct PipelineSchemaTests {
  /// A problem the schema tells of a broken pipeline.
  private struct Problem {
    var file: String
    /// File and line.
    var place: String
    var line: String

    /// - Parameter line: `FILE:LINE:COLUMN: POINTER: KEYWORD`, or `FILE: yaml`.
    init(_ line: String) {
      let parts = line.split(separator: ":").map(String.init)
      file = parts[0]
      place = parts.count > 2 ? "\(parts[0]):\(parts[1])" : parts[0]
      self.line = line
    }

    var isSyntax: Bool { line.hasSuffix(": yaml") }
  }

  /// Cases whose mistakes are in files.
  private static let cases = BrokenPipelineCase.all.filter(\.sets.isEmpty)

  /// The problems of each case, under the names its files have there.
  private static func problems() throws -> [[Problem]] {
    let folder = try TemporaryFolder()
    try folder.write(PipelineSchema(.sample).text, to: "schema.json")
    var names: [String] = []
    for (number, broken) in cases.enumerated() {
      for file in broken.files where file.name.hasSuffix(".yaml") {
        names.append("\(number)/\(file.name)")
        try folder.write(file.text, to: names[names.count - 1])
      }
    }
    let outcome = try PythonTools.check("schema.json", names, in: folder)
    #expect(outcome.errors == "")
    #expect(outcome.status == 1)
    let all = outcome.output.split(separator: "\n").map { line in
      let halves = line.split(separator: "/", maxSplits: 1).map(String.init)
      return (Int(halves[0]), Problem(halves[1]))
    }
    return cases.indices.map { number in all.filter { $0.0 == number }.map(\.1) }
  }

  @Test func `sees what a schema can see of broken pipelines, at its place`() throws {
    let found = try Self.problems()
    var seen = 0
    var visible = 0
    var text = ""
    for (broken, problems) in zip(Self.cases, found) {
      let places = Set(problems.map(\.place))
      let unreadable = Set(problems.filter(\.isSyntax).map(\.file))
      for expected in broken.expected {
        let parts = expected.split(separator: ":", maxSplits: 2).map(String.init)
        if !unreadable.contains(parts[0]) { visible += 1 }
        if places.contains("\(parts[0]):\(parts[1])") { seen += 1 }
      }
      text += "=== \(broken.name)\n" + problems.map { "\($0.line)\n" }.joined()
    }
    text += "=== in all\nof \(visible) mistakes in files that are YAML, the schema sees \(seen)\n"
    #expect(try GoldenFile("schema.txt").expected(recording: text) == text)
    let page = try String(contentsOfFile: "\(Repository.root)/docs/editors.md", encoding: .utf8)
    #expect(page.contains("Of the \(visible) mistakes"))
    #expect(page.contains("the schema sees \(seen)."))
  }

  @Test func `refuses nothing that the loader takes`() throws {
    for (broken, problems) in zip(Self.cases, try Self.problems()) {
      let lines = Set(
        broken.expected.map { $0.split(separator: ":").prefix(2).joined(separator: ":") }
      )
      for problem in problems where !problem.isSyntax {
        let isFile = broken.expected.contains { $0.hasPrefix("\(problem.file): error") }
        #expect(
          lines.contains(problem.place) || isFile,
          "\(broken.name): \(problem.line): \(broken.expected)"
        )
      }
    }
  }
}
