package import GalleyKit

extension StageBench {
  /// Runs a document stage on a document and asks what its rules did.
  ///
  /// - Parameters:
  ///   - document: made by `makeDocument`.
  ///   - rule: the one that is tested, from 1.
  /// - Returns: how it ended, and the report.
  package func explain(
    _ document: WorkingDocument,
    rule: Int
  ) -> (outcome: BenchOutcome, report: RuleReport) {
    let lane = Lane(number: 0, stages: plan.stages, origins: plan.origins)
    let (outcome, report) = lane.explain(document, stage: 0, rule: rule)
    return (BenchOutcome(outcome, bytes: []), report)
  }
}
