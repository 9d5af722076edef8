import GalleyABI
import GalleyKit

extension Lane {
  /// Runs a document stage as `process` does, and asks what its rules did.
  ///
  /// - Parameters:
  ///   - document: the document; what the stage does becomes part of it.
  ///   - i: the stage.
  ///   - rule: the one that is tested, from 1.
  /// - Returns: how it ended, and the report in offsets of the document's text; of a stage that cannot
  ///   say, what can be seen from its annotations.
  func explain(
    _ document: WorkingDocument,
    stage i: Int,
    rule: Int
  ) -> (outcome: StageOutcome, report: RuleReport) {
    let stage = stages[i]
    let definition = stage.prepared.definition
    guard let explain = definition.explain else {
      let outcome = process(document, stage: i)
      return (outcome, RuleReport(annotationsIn: document, of: stage.number))
    }
    let sink = ByteSink()
    let outcome = change(document, i) { worker, call, shown, output in
      sink.lend {
        explain(
          definition.functions.context,
          stage.prepared.shared,
          worker,
          call,
          shown,
          output,
          UInt32(rule),
          $0
        )
      }
    }
    guard case .done = outcome else { return (outcome, RuleReport()) }
    guard let report = RuleReport(json: sink.take()) else {
      let message = "plugin '\(definition.plugin)': the stage wrote a report that cannot be read"
      return (.failed(StageFailureReport(code: "contract-breach", message)), RuleReport())
    }
    return (outcome, report.inText(of: document, from: stage.scope.view))
  }
}
