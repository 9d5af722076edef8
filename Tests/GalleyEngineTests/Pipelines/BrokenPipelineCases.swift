import Foundation
import Testing

/// One case of `Fixtures/broken.txt`.
struct BrokenPipelineCase: Sendable, CustomTestStringConvertible {
  var name: String
  var files: [(name: String, text: String)] = []
  var sets: [String] = []
  var environment: [String: String] = [:]
  /// JSON by id of a stage.
  var facts: [String: String] = [:]
  var expected: [String] = []

  var testDescription: String { name }

  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/broken.txt").path

  /// All cases of the file.
  static let all: [BrokenPipelineCase] = {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return parts(of: text, marked: "=== ").map { BrokenPipelineCase($0.name, $0.body) }
  }()

  private init(_ name: String, _ body: String) {
    self.name = name
    for part in Self.parts(of: body, marked: "--- ") {
      let lines = part.body.split(separator: "\n").map(String.init)
      switch part.name.split(separator: " ").map(String.init) {
      case ["set"]: sets = lines
      case ["expect"]: expected = lines
      case ["env"]:
        for line in lines {
          let halves = line.split(separator: "=", maxSplits: 1).map(String.init)
          environment[halves[0]] = halves[1]
        }
      case let words where words.count == 2: facts[words[1]] = part.body
      default: files.append((part.name, part.body))
      }
    }
  }

  /// The stretches of a text after lines that begin with a mark.
  private static func parts(of text: String, marked mark: String) -> [(name: String, body: String)]
  {
    var parts: [(name: String, body: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(mark) {
        parts.append((String(line.dropFirst(mark.count)), ""))
      } else if let last = parts.indices.last {
        parts[last].body += line + "\n"
      }
    }
    // The empty line before the next mark belongs to the layout of the file.
    return parts.map { part in
      (part.name, part.body.hasSuffix("\n\n") ? String(part.body.dropLast()) : part.body)
    }
  }

  /// The file with the diagnostics of all cases replaced by those found.
  static func recorded(_ found: [[String]]) throws -> String {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let header = text.prefix(upTo: text.range(of: "=== ")?.lowerBound ?? text.endIndex)
    return zip(all, found).reduce(into: String(header)) { result, pair in
      let (one, found) = pair
      result += "=== \(one.name)\n"
      for file in one.files { result += "--- \(file.name)\n\(file.text)" }
      if !one.sets.isEmpty { result += "--- set\n" + one.sets.map { $0 + "\n" }.joined() }
      for (id, json) in one.facts.sorted(by: { $0.key < $1.key }) {
        result += "--- facts \(id)\n\(json)"
      }
      for (name, value) in one.environment { result += "--- env\n\(name)=\(value)\n" }
      result += "--- expect\n" + found.map { $0 + "\n" }.joined() + "\n"
    }
  }
}
