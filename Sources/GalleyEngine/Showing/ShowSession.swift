import Foundation
package import GalleyKit
import Glibc

/// One `galley show`: documents go through a pipeline, or come from the results of a run, and are put on
/// a page one after the other.
package final class ShowSession: @unchecked Sendable {
  // Unchecked: the run shows one document at a time, and is over when `run` looks at them.
  private let prepared: PreparedPipeline
  private let plan: RunPlan
  private let request: ShowRequest
  private let results: RunResults?
  private let environment: [String: String]
  private var shown = 0
  private var failures: [String] = []

  fileprivate init(
    _ prepared: PreparedPipeline,
    _ plan: RunPlan,
    _ request: ShowRequest,
    _ results: RunResults?,
    _ environment: [String: String]
  ) {
    self.prepared = prepared
    self.plan = plan
    self.request = request
    self.results = results
    self.environment = environment
  }

  /// Shows the documents.
  ///
  /// - Returns: the exit status: 0, 1 when documents failed or none was there, 3 when it could not go
  ///   on, 130 when it was interrupted.
  package func run() -> Int32 {
    do throws(RunStop) {
      let out = try OutputFile(path: request.out)
      var page = try page(out)
      let status = show(on: &page)
      guard status < 2 else { return status }
      let types = try page.finish()
      try out.finish()
      try out.publish()
      return max(status, tell(types))
    } catch {
      if error.isReaderGone { return 0 }
      StandardError.say("error: \(error.message)")
      return 3
    }
  }

  private func page(_ out: OutputFile) throws(RunStop) -> any DocumentPage {
    let types = ShownTypes(request.choice)
    if request.format == .html { return try HTMLPage(out, types: types) }
    let isTerminal = request.out == nil && isatty(STDOUT_FILENO) == 1
    let place = TerminalPlace(isTerminal: isTerminal, environment: environment)
    return TextPage(
      out,
      types: types,
      width: request.width ?? place.width,
      usesColor: place.usesColor(request.coloring),
      listsFeatures: request.listsFeatures
    )
  }

  private func show(on page: inout any DocumentPage) -> Int32 {
    var options = RunOptions(jobs: ProcessInfo.processInfo.activeProcessorCount, folder: nil)
    options.limit = request.limit
    options.documents = request.documents
    // The run calls from its lanes, one at a time, and has ended when `page` is looked at again.
    nonisolated(unsafe) var current = page
    defer { page = current }
    let session = RunSession(prepared, plan, options, isQuiet: true) { document throws(RunStop) in
      guard let document = self.complete(document) else { return }
      self.shown += 1
      try current.add(document)
    }
    return session.run()
  }

  /// The document with the annotations that results have of it; nil when they are unusable.
  private func complete(_ document: FinishedDocument) -> FinishedDocument? {
    guard let results else { return document }
    do {
      return try results.annotated(document)
    } catch {
      let place = "\(document.id) (\(document.origin))"
      failures.append(VisibleText.escaped("failed: \(place): \(error.reason)"))
      return nil
    }
  }

  /// Says what could not be shown.
  private func tell(_ types: ShownTypes) -> Int32 {
    for failure in failures { StandardError.say(failure) }
    if shown == 0, failures.isEmpty {
      // Of documents asked for by id the run has spoken.
      if request.documents.isEmpty { StandardError.say("no documents") }
      return 1
    }
    guard case .named(let names) = types.choice, results != nil, results?.types == nil else {
      return failures.isEmpty ? 0 : 1
    }
    // Without a description of the run, which types there are is known only now.
    let found = Set(types.counts.keys).union(types.left.keys)
    let missing = names.filter { !found.contains($0) }
    for name in missing {
      let fix = NearestName.fix(for: name, among: found, called: "there are")
      StandardError.say("error: no annotation of type '\(name)'" + (fix.map { "; \($0)" } ?? ""))
    }
    return failures.isEmpty && missing.isEmpty ? 0 : 1
  }
}

extension Workbench {
  /// Prepares to show documents that go through a pipeline.
  ///
  /// - Returns: the session, unless a diagnostic is an error.
  package func show(
    _ request: ShowRequest,
    through prepared: PreparedPipeline,
    environment: [String: String]
  ) -> (ShowSession?, [Diagnostic]) {
    let results = request.inputs.filter(RunResults.isFolder)
    guard results.isEmpty else {
      return (
        nil,
        results.map { folder in
          Diagnostic(
            code: "results",
            "the folder '\(folder)' has the results of a run, not documents",
            fix: "leave out --pipeline to show them"
          )
        }
      )
    }
    let (plan, diagnostics) = plan(request, request.inputs, prepared)
    guard let plan = plan?.withoutExporters else { return (nil, diagnostics) }
    let emitted = Set(plan.stages.flatMap(\.prepared.facts.emits).map(\.type))
    let problems = request.problems(types: emitted, of: "pipeline '\(prepared.pipeline.name)'")
    guard problems.isEmpty else { return (nil, diagnostics + problems) }
    return (ShowSession(prepared, plan, request, nil, environment), diagnostics)
  }

  /// Prepares to show the results of a run.
  ///
  /// - Returns: the session, unless a diagnostic is an error.
  package func showResults(
    _ request: ShowRequest,
    environment: [String: String]
  ) -> (ShowSession?, [Diagnostic]) {
    let results: RunResults
    do throws(InputProblem) {
      results = try request.results()
    } catch {
      return (nil, [Diagnostic(code: "no-results", error.message, fix: error.fix)])
    }
    let file = "\(SDKLocation().templates)/show/results.yaml"
    let (prepared, problems) = open(file, sets: [], environment: [:])
    guard let prepared else { return (nil, problems) }
    let (plan, diagnostics) = plan(request, [results.path], prepared)
    guard let plan else { return (nil, problems + diagnostics) }
    if let types = results.types {
      let unknown = request.problems(types: Set(types.keys), of: "the run")
      guard unknown.isEmpty else { return (nil, unknown) }
    }
    return (ShowSession(prepared, plan, request, results, environment), problems + diagnostics)
  }

  private func plan(
    _ request: ShowRequest,
    _ inputs: [String],
    _ prepared: PreparedPipeline
  ) -> (RunPlan?, [Diagnostic]) {
    var run = RunRequest()
    run.inputs = inputs
    run.inputPlace = nil
    run.reader = request.reader
    run.selection = request.selection
    let (plan, _, diagnostics) = prepared.plan(run, workbench: self)
    return (plan, diagnostics)
  }
}

extension ShowRequest {
  /// The results that are named in place of documents.
  fileprivate func results() throws(InputProblem) -> RunResults {
    guard let path = inputs.first else {
      throw InputProblem(
        message: "nothing to show",
        fix: "name the folder of a run's results, or documents and --pipeline FILE"
      )
    }
    let results = try RunResults(path)
    guard inputs.count == 1 else {
      throw InputProblem(
        message: "only the results of one run can be shown, and '\(inputs[1])' was given too",
        fix: "to annotate files, name a pipeline: --pipeline FILE"
      )
    }
    return results
  }

  /// Types that were asked for and that nothing makes.
  fileprivate func problems(types known: Set<String>, of what: String) -> [Diagnostic] {
    guard case .named(let names) = choice else { return [] }
    return names.filter { !known.contains($0) }.map { name in
      Diagnostic(
        code: "unknown-type",
        at: SourceLocation(file: "--types"),
        "\(what) makes no annotations of type '\(name)'",
        fix: NearestName.fix(for: name, among: known, called: "it makes")
      )
    }
  }
}
