import Foundation
import GalleyKit

/// One `galley test`, seen by the user: pipelines tested one after the other, and what is said of them.
package struct TestSession: Sendable {
  private let request: TestRequest
  private let workbench: Workbench

  package init(_ request: TestRequest, workbench: Workbench) {
    self.request = request
    self.workbench = workbench
  }

  /// Tests pipelines; each is tested even when another cannot be.
  ///
  /// - Parameters:
  ///   - paths: the pipeline files.
  ///   - sets: `PATH=VALUE` arguments of `--set`.
  ///   - environment: for `${env:NAME}`.
  /// - Returns: the exit status: 0 when all passed, 1 when something failed, 2 when something given is
  ///   wrong, 3 when a file could not be written.
  package func run(_ paths: [String], sets: [String], environment: [String: String]) -> Int32 {
    var status: Int32 = 0
    func complain(_ diagnostics: [Diagnostic], _ worse: Int32 = 2) {
      Terminal.report(diagnostics)
      if diagnostics.contains(where: { $0.severity == .error }) { status = max(status, worse) }
    }
    var opened: [PreparedPipeline] = []
    for path in TestFile.pipelines(paths) {
      let (prepared, diagnostics) = workbench.open(path, sets: sets, environment: environment)
      complain(diagnostics)
      if let prepared { opened.append(prepared) }
    }
    complain(unknownStages(in: opened))
    guard !opened.isEmpty else { return status }
    var reports: [PipelineTestResults] = []
    let report = TestReport(request)
    for prepared in opened {
      do throws(TestsCannotRun) {
        let results = try results(of: prepared)
        report.tell(results)
        reports.append(results)
        if results.failed > 0 { status = max(status, 1) }
      } catch {
        complain(error.diagnostics, error.status)
      }
    }
    if status < 2 { complain(nothingFits(reports)) }
    if request.format == .json { print(TestReport.json(reports)) }
    return status
  }

  /// Stages named on the command line that no pipeline has.
  private func unknownStages(in opened: [PreparedPipeline]) -> [Diagnostic] {
    guard !opened.isEmpty else { return [] }
    let ids = opened.flatMap { $0.pipeline.stages.map(\.id) }
    return request.only.filter { !ids.contains($0) }.map { id in
      Diagnostic(
        code: "unknown-id",
        at: SourceLocation(file: "--only"),
        "no stage '\(id)'",
        fix: NearestName.fix(for: id, among: ids, called: "there are") ?? "there are none"
      )
    }
  }

  /// Says when a filter leaves nothing to test.
  private func nothingFits(_ reports: [PipelineTestResults]) -> [Diagnostic] {
    guard let filter = request.filter, reports.allSatisfy(\.results.isEmpty) else { return [] }
    return [
      Diagnostic(
        code: "nothing-fits",
        at: SourceLocation(file: "--filter"),
        "no rule with examples and no test has '\(filter)' in its name",
        fix: "galley test --verbose names all"
      )
    ]
  }

  private func results(
    of prepared: PreparedPipeline
  ) throws(TestsCannotRun) -> PipelineTestResults {
    let pipeline = prepared.pipeline
    var results = PipelineTestResults(
      file: pipeline.file,
      pipeline: "\(pipeline.name)/\(pipeline.major)"
    )
    let tests = request.only.isEmpty ? pipeline.tests.filter { request.takes($0.name) } : []
    var problems = tests.flatMap { prepared.fileProblems(of: $0, expectsResult: !request.blesses) }
    var examples: [(stage: Int, examples: [RuleExample])] = []
    for (number, stage) in pipeline.stages.enumerated()
    where request.only.isEmpty || request.only.contains(stage.id) {
      let offered = prepared.examples(ofStage: number, where: request.takes)
      problems += offered.problems
      results.untested += offered.untested
      if !offered.examples.isEmpty { examples.append((number, offered.examples)) }
    }
    guard problems.isEmpty else { throw TestsCannotRun(problems) }
    // First, since its exporters have to be prepared before anything runs.
    let testRun = tests.isEmpty ? nil : try PipelineTestRun(prepared, tests, workbench: workbench)
    let count = examples.reduce(tests.count) { $0 + $1.examples.count }
    let progress = TestProgress(pipeline.file, count: count)
    defer { progress.end() }
    for (stage, examples) in examples {
      let run = RuleExampleRun(prepared, stage: stage)
      for example in examples {
        progress.tell(results.results.count)
        results.results.append(run.result(of: example))
      }
    }
    for number in tests.indices {
      guard let testRun else { continue }
      progress.tell(results.results.count)
      results.results.append(try testRun.result(of: number, blesses: request.blesses))
    }
    return results
  }
}
