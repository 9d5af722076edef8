import GalleyABI
import GalleyKit

/// A prepared stage with its place in the run: what all lanes share of it.
struct RunningStage: Sendable {
  let prepared: PreparedStage
  /// Index in the run's `OriginTable`.
  let number: UInt32
  let access: StageAccess
  let scope: DocumentScope
  /// The document is shown to the stage only where this holds.
  let condition: (@Sendable (WorkingDocument) -> Bool)?
  let onError: ErrorPolicy
  /// Milliseconds for one document; nil: no limit.
  let timeLimit: Int64?

  var id: String { prepared.id }
  var ruleCount: UInt32 { UInt32(prepared.facts.rules.count) }

  func ruleName(_ rule: UInt32) -> String? {
    rule > 0 && rule <= ruleCount ? prepared.facts.rules[Int(rule) - 1].name : nil
  }
}

/// What becomes of a document a stage fails on.
package enum ErrorPolicy: String, Sendable, Hashable, Codable, CaseIterable {
  /// It leaves the run and is listed among the failures.
  case deadLetter = "dead-letter"
  /// It goes on without what the stage would have added, and is listed.
  case goOn = "continue"
  /// The run ends.
  case stop
}
