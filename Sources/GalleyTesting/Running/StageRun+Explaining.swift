import GalleyEngine
public import GalleyKit

extension StageRun {
  /// What the rules of a stage did to a document, as `galley test` asks it.
  ///
  /// - Parameters:
  ///   - document: the document.
  ///   - rule: the one that is tested, from 1.
  /// - Returns: what matched; of a stage that does not explain itself, its annotations.
  /// - Throws: `TestFailure`.
  public func explain(
    _ document: TestDocument,
    rule: Int = 1
  ) throws(TestFailure) -> RuleReport {
    let makers = Makers([document], bench)
    let (outcome, report) = bench.explain(document.working(bench, makers), rule: rule)
    guard let code = outcome.code else { return report }
    throw TestFailure(document: document.id, code: code, message: outcome.message ?? "")
  }
}
