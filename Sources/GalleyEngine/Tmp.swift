package import GalleyKit
package struct StageSelection: Sendable { package init() {} }
package struct SelectionResult: Sendable { package var stages: [(id: String, reason: String)]; package var exports: [String] }
extension PreparedPipeline {
  package func select(_ selection: StageSelection) -> (SelectionResult?, [Diagnostic]) {
    (SelectionResult(stages: pipeline.stages.map { ($0.id, "") }, exports: pipeline.exports.map(\.id)), [])
  }
  func factProblems() -> [Diagnostic] { [] }
}
