import Foundation
package import GalleyKit

extension PreparedPipeline {
  /// What does not fit between the prepared stages.
  func factProblems(catalog: StageCatalog) -> [Diagnostic] {
    FactCheck.diagnostics(of: pipeline, facts: facts, catalog: catalog)
  }

  /// The stages and exports that run for a selection, nil when it is wrong.
  package func select(_ selection: StageSelection) -> (SelectionResult?, [Diagnostic]) {
    Selector.select(selection, from: pipeline, facts: facts)
  }

  /// What is wrong with the files that the pipeline names and that are read when it is used: documents,
  /// which `--input` may replace, and those of its tests.
  func fileProblems(workbench: Workbench) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if pipeline.source.options["path"]?.text != nil {
      problems = inputs([], from: nil, readerName: nil, workbench: workbench).diagnostics
      for i in problems.indices { problems[i].severity = .warning }
    }
    problems += pipeline.tests.flatMap { fileProblems(of: $0, expectsResult: true) }
    return problems.map(pipeline.secrets.masking)
  }

  /// The files of a test that are not there; what it expects only when that must be.
  func fileProblems(of test: PipelineTest, expectsResult: Bool) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if case .file(let path) = test.input {
      problems += missing(path, of: test, at: test.inputLocation)
    }
    if expectsResult, case .file(let path) = test.expectation {
      problems += missing(
        path,
        of: test,
        at: test.expectLocation,
        fix: "let 'galley test --bless' write it"
      )
    }
    return problems
  }

  private func missing(
    _ path: String,
    of test: PipelineTest,
    at location: SourceLocation,
    fix: String = "check the path"
  ) -> [Diagnostic] {
    let isFolder = Folder.exists(path)
    if FileManager.default.fileExists(atPath: path), !isFolder { return [] }
    return [
      Diagnostic(
        code: "missing-file",
        at: location,
        "test '\(test.name)': no file '\(path)'",
        fix: Paths.nearest(to: path).map { "did you mean '\($0)'?" }
          ?? (isFolder ? "name a file" : fix)
      )
    ]
  }

  private var facts: PipelineFacts {
    PipelineFacts(
      source: source.facts,
      stages: stages.map(\.facts),
      exports: exports.map(\.facts)
    )
  }
}
