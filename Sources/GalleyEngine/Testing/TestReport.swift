import Foundation
import GalleyKit
import Glibc

/// What is said of tests on standard output.
struct TestReport {
  /// Rules named at most that have no examples.
  private static let mostNames = 8

  private let request: TestRequest
  private let failures: DiagnosticText

  init(_ request: TestRequest) {
    self.request = request
    var text = DiagnosticText(
      isTerminal: isatty(STDOUT_FILENO) == 1,
      environment: ProcessInfo.processInfo.environment
    )
    text.showsSource = false
    failures = text
  }

  /// Tells people how a pipeline did.
  func tell(_ tested: PipelineTestResults) {
    guard request.format == .text else { return }
    for result in tested.results { tell(result) }
    guard request.detail != .quiet else { return }
    print(Self.summary(of: tested))
    if let untested = untested(tested.untested) { print(untested) }
  }

  private func tell(_ result: TestResult) {
    switch result.status {
    case .passed:
      if request.detail == .verbose { print("\(result.location): \(result.title) passes") }
    case .failed(let problem):
      let head = Diagnostic(
        code: "test-failed",
        at: result.location,
        "\(result.title) \(problem.message)"
      )
      print(failures.render([head]), terminator: "")
      for line in problem.lines { print(line) }
    case .blessed(let path, let isNew):
      if request.detail != .quiet {
        print("\(isNew ? "wrote" : "renewed") \(path) of \(result.title)")
      }
    }
  }

  /// `news.yaml: 12 examples and 2 tests, 1 failed`.
  private static func summary(of tested: PipelineTestResults) -> String {
    let tests = tested.results.count { $0.kind == .test }
    let examples = tested.results.count - tests
    var parts: [String] = []
    if examples > 0 { parts.append(examples == 1 ? "1 example" : "\(examples) examples") }
    if tests > 0 { parts.append(tests == 1 ? "1 test" : "\(tests) tests") }
    guard !parts.isEmpty else { return "\(tested.file): nothing to test" }
    let end = tested.failed == 0 ? "all pass" : "\(tested.failed) failed"
    return "\(tested.file): \(parts.joined(separator: " and ")), \(end)"
  }

  private func untested(_ rules: [String]) -> String? {
    guard !rules.isEmpty else { return nil }
    let shown = request.detail == .verbose ? rules.count : Self.mostNames
    let names = rules.prefix(shown).joined(separator: ", ")
    let rest = rules.count > shown ? " and \(rules.count - shown) more" : ""
    return rules.count == 1
      ? "  1 rule has no examples: \(names)"
      : "  \(rules.count) rules have no examples: \(names)\(rest)"
  }
}

extension TestReport {
  /// All results as one JSON object.
  static func json(_ tested: [PipelineTestResults]) -> String {
    var writer = JSONWriter()
    let failed = tested.reduce(0) { $0 + $1.failed }
    writer.beginObject()
    writer.key("passed")
    writer.value(tested.reduce(0) { $0 + $1.results.count } - failed)
    writer.key("failed")
    writer.value(failed)
    writer.key("pipelines")
    writer.beginList()
    for one in tested { write(one, to: &writer) }
    writer.endList()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func write(_ tested: PipelineTestResults, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("file")
    writer.value(tested.file)
    writer.key("pipeline")
    writer.value(tested.pipeline)
    writer.key("results")
    writer.beginList()
    for result in tested.results { write(result, to: &writer) }
    writer.endList()
    writer.key("untested")
    writer.value(.list(tested.untested.map { .text($0) }))
    writer.endObject()
  }

  private static func write(_ result: TestResult, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("kind")
    writer.value(result.kind.rawValue)
    if let stage = result.stage {
      writer.key("stage")
      writer.value(stage)
      writer.key("rule")
      writer.value(result.name)
      writer.key("number")
      writer.value(result.number)
    } else {
      writer.key("name")
      writer.value(result.name)
    }
    DiagnosticJSON.write(result.location, to: &writer)
    writer.key("status")
    switch result.status {
    case .passed: writer.value("passed")
    case .failed(let problem):
      writer.value("failed")
      writer.key("message")
      writer.value("\(result.title) \(problem.message)")
      writer.key("lines")
      writer.value(.list(problem.lines.map { .text($0) }))
    case .blessed(let path, let isNew):
      writer.value(isNew ? "written" : "renewed")
      writer.key("path")
      writer.value(path)
    }
    writer.endObject()
  }
}
