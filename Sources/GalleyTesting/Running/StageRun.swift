import GalleyEngine
public import GalleyKit

/// One stage on the engine's own lanes, by itself: for tests of a stage.
///
/// ```swift
/// let run = try StageRun(.document(Hashtags.self), options: ["lower": true])
/// let document = try run.process(TestDocument("Rain in #Oslo"))
/// #expect(document.annotations.map(document.coveredText) == ["#Oslo"])
/// ```
public final class StageRun {
  let bench: StageBench

  /// Prepares a stage with these options and the defaults of the others.
  ///
  /// - Parameters:
  ///   - stage: the stage.
  ///   - options: those that differ from the defaults.
  ///   - types: those the pipeline would declare, beside the stage's own.
  ///   - resourceFolder: the plugin's folder, which holds `Data`.
  /// - Throws: `StageProblems`; a `ConformanceError` when the manifest itself is wrong.
  public init(
    _ stage: PluginStage,
    options: [String: JSONValue] = [:],
    types: [TypeDeclaration] = [],
    resourceFolder: String = ""
  ) throws {
    let library = try LinkedPlugin.library(of: stage, resourceFolder: resourceFolder)
    do throws(BenchProblem) {
      bench = try StageBench(library.stages[0], options: options, types: types)
    } catch {
      throw StageProblems(problems: error.problems.map(StageProblem.init))
    }
  }

  /// What this configuration does.
  public var facts: StageFacts { bench.facts }

  /// What the stage reported and was prepared all the same.
  public var warnings: [StageProblem] { bench.warnings.map(StageProblem.init) }

  /// Everything a stage reports while it is prepared.
  ///
  /// - Throws: a `ConformanceError` when the manifest itself is wrong.
  public static func problems(
    of stage: PluginStage,
    options: [String: JSONValue] = [:],
    types: [TypeDeclaration] = [],
    resourceFolder: String = ""
  ) throws -> [StageProblem] {
    do {
      return try StageRun(stage, options: options, types: types, resourceFolder: resourceFolder)
        .warnings
    } catch let problems as StageProblems {
      return problems.problems
    }
  }

  /// Runs a document stage on documents, one after the other in one lane.
  ///
  /// - Returns: each as it is afterwards, or why it failed.
  public func process(_ documents: [TestDocument]) -> [Result<TestDocument, TestFailure>] {
    let makers = Makers(documents, bench)
    let working = documents.map { $0.working(bench, makers) }
    return zip(working, bench.process(working, lanes: 1)).map { document, outcome in
      guard let code = outcome.code else {
        var processed = TestDocument(document, makers)
        processed.dropReason = outcome.dropped
        return .success(processed)
      }
      return .failure(
        TestFailure(document: document.id, code: code, message: outcome.message ?? "")
      )
    }
  }

  /// Runs a document stage on a document.
  ///
  /// - Throws: `TestFailure`.
  public func process(_ document: TestDocument) throws(TestFailure) -> TestDocument {
    try process([document])[0].get()
  }

  /// The files of an exporter, by name, as a run writes them.
  ///
  /// - Throws: `TestFailure` for the first document or record it cannot write.
  public func export(
    _ documents: [TestDocument] = [],
    records: [Record] = []
  ) throws(TestFailure) -> [String: String] {
    let makers = Makers(documents, bench)
    do throws(RunStop) {
      let (files, failures) = try bench.export(
        documents.map { $0.working(bench, makers) },
        records: records
      )
      if let failure = failures.first { throw RunStop("\(failure.code): \(failure.message)") }
      return files.mapValues { String(decoding: $0, as: UTF8.self) }
    } catch {
      throw TestFailure(code: "run-stopped", message: error.message)
    }
  }
}
