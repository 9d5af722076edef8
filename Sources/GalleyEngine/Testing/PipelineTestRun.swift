import Foundation
import GalleyKit

/// Runs the tests of a pipeline: a text through all its document stages, then compared.
struct PipelineTestRun {
  private let prepared: PreparedPipeline
  private let lane: TestLane
  private let tests: [PipelineTest]

  /// Prepares the exporter of each test.
  ///
  /// - Throws: diagnostics when an exporter cannot be prepared.
  init(
    _ prepared: PreparedPipeline,
    _ tests: [PipelineTest],
    workbench: Workbench
  ) throws(TestsCannotRun) {
    self.prepared = prepared
    self.tests = tests
    let definition = workbench.plugins.definitions.first {
      $0.manifest.scope == .exporter && $0.manifest.stage.description == "jsonl@1"
    }
    guard let definition else {
      throw TestsCannotRun(
        [
          Diagnostic(
            code: "unknown-stage",
            at: tests.first?.location,
            "tests are compared as the exporter 'jsonl@1' writes, and it is not there",
            fix: "name the folder of its plugin with --plugins or GALLEY_PLUGINS"
          )
        ]
      )
    }
    var exporters: [PreparedStage] = []
    for test in tests {
      let defaults = definition.manifest.options.map { ($0.name, $0.defaultValue ?? .null) }
      var options = Dictionary(defaults) { first, _ in first }
      options["types"] = test.countedTypes.map { .list($0.map { .text($0) }) } ?? .null
      let (exporter, problems) = definition.prepare(
        id: "jsonl",
        options: .object(options),
        schema: prepared.schema,
        symbols: prepared.symbols
      )
      guard let exporter else {
        throw TestsCannotRun(
          problems.map { problem in
            var diagnostic = problem.diagnostic
            diagnostic.location = test.location
            return diagnostic
          }
        )
      }
      exporters.append(exporter)
    }
    lane = TestLane(prepared.testPlan(exporters: exporters))
  }

  /// Runs one test.
  ///
  /// - Parameters:
  ///   - number: of the test.
  ///   - blesses: whether what is found becomes what is expected.
  /// - Returns: how it went.
  /// - Throws: diagnostics when one of its files cannot be used.
  func result(of number: Int, blesses: Bool) throws(TestsCannotRun) -> TestResult {
    let test = tests[number]
    var result = TestResult(
      kind: .test,
      name: test.name,
      location: test.location,
      status: .passed
    )
    let text = try text(of: test)
    let (line, problem) = line(test, text, exporter: prepared.stages.count + number)
    if let problem {
      result.status = .failed(problem)
      return result
    }
    do throws(ExpectedAnnotations.WrongFile) {
      if case .file(let path) = test.expectation, blesses {
        let written = try ExpectedAnnotations.write(line, to: path, shownAs: shown(path))
        if written.isWritten {
          result.status = .blessed(path: shown(path), isNew: written.isNew)
        }
        return result
      }
      let problem = try comparison(of: test, text, line)
      result.status = problem.map { .failed($0) } ?? .passed
      return result
    } catch {
      throw TestsCannotRun([error.diagnostic], status: error.isWriting ? 3 : 2)
    }
  }

  private func text(of test: PipelineTest) throws(TestsCannotRun) -> String {
    switch test.input {
    case .text(let text): return text
    case .file(let path):
      guard let data = FileManager.default.contents(atPath: path),
        let text = String(
          validating: data.starts(with: [0xEF, 0xBB, 0xBF])
            ? data.dropFirst(3) : data,
          as: UTF8.self
        )
      else {
        throw TestsCannotRun(
          [
            Diagnostic(
              code: "unreadable-file",
              at: test.inputLocation,
              "test '\(test.name)': '\(shown(path))' is no file of UTF-8 text",
              fix: "check the path, and save the file as UTF-8"
            )
          ]
        )
      }
      return text
    }
  }

  /// What the exporter writes of the text.
  private func line(
    _ test: PipelineTest,
    _ text: String,
    exporter: Int
  ) -> (line: [UInt8], problem: TestProblem?) {
    let work = DocumentWork(
      plan: lane.plan,
      stages: 0..<prepared.stages.count,
      isLast: true,
      outputs: [OutputSlot(stage: exporter, number: 0)],
      needsDocument: false
    )
    let document = lane.document(test.name, text, test.metadata)
    let finished = work.finish(.document(document), in: lane.lane)
    if let stop = finished.stop {
      return ([], TestProblem("cannot go on", ["    \(stop.message)"]))
    }
    if let dropped = finished.dropped {
      let line = "    stage '\(dropped.stage)' dropped it: \(dropped.reason)"
      return ([], TestProblem("has no result", [line]))
    }
    if let failure = finished.failures.first {
      return ([], TestProblem("fails", ["    stage '\(failure.stage)': \(failure.message)"]))
    }
    return (finished.rendered.first ?? [], nil)
  }

  private func comparison(
    of test: PipelineTest,
    _ text: String,
    _ line: [UInt8]
  ) throws(ExpectedAnnotations.WrongFile) -> TestProblem? {
    let scalars = Array(text.unicodeScalars)
    let found = JSONValue(parsing: String(decoding: line, as: UTF8.self))
    let annotations = found?["annotations"]?.items ?? []
    let differences: AnnotationDifferences
    switch test.expectation {
    case .file(let path):
      let expected = try ExpectedAnnotations.read(path, shownAs: shown(path))
      if let other = expected["text"], other != .text(text) {
        return TestProblem(
          "has another text than '\(shown(path))'",
          ["    read the difference, then let 'galley test --bless' write it"]
        )
      }
      differences = AnnotationDifferences(
        expected: expected["annotations"]?.items ?? [],
        found: annotations,
        types: test.types.map { Set($0) },
        schema: prepared.pipeline.types
      )
    case .marks(let marks):
      let expected = MarkedExpectation(marks, text)
      differences = AnnotationDifferences(
        expected: expected.annotations,
        found: expected.comparable(annotations),
        types: Set(test.countedTypes ?? []),
        schema: []
      )
    }
    guard !differences.isEmpty else { return nil }
    return TestProblem("differs: \(differences.summary)", differences.lines(scalars))
  }

  /// A path as the user would type it from here.
  private func shown(_ path: String) -> String {
    let here = Paths.currentFolder() + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}

/// Why tests could not be run at all.
struct TestsCannotRun: Error {
  let diagnostics: [Diagnostic]
  /// The exit status it means.
  let status: Int32

  init(_ diagnostics: [Diagnostic], status: Int32 = 2) {
    self.diagnostics = diagnostics
    self.status = status
  }
}

extension PipelineTest {
  /// The types that count; nil: all.
  var countedTypes: [String]? {
    if let types { return types }
    guard case .marks(let marks) = expectation else { return nil }
    return Set(marks.compactMap(\.type)).sorted()
  }
}

extension JSONValue {
  /// The items, when this is a list.
  var items: [JSONValue]? { if case .list(let items) = self { items } else { nil } }
}
