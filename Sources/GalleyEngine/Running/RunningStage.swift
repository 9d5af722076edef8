import GalleyABI
import GalleyKit

/// A prepared stage with its place in the run: what all lanes share of it.
struct RunningStage: Sendable {
  let prepared: PreparedStage
  /// Index in the run's `OriginTable`.
  let number: UInt32
  let access: StageAccess
  var scope: DocumentScope
  /// The stage works on the documents it holds for; nil: on all.
  var condition: WhenExpression?
  let onError: FailurePolicy
  /// Milliseconds for one document; nil: no limit.
  let timeLimit: Int64?

  var id: String { prepared.id }
  var ruleCount: UInt32 { UInt32(prepared.facts.rules.count) }

  func ruleName(_ rule: UInt32) -> String? {
    rule > 0 && rule <= ruleCount ? prepared.facts.rules[Int(rule) - 1].name : nil
  }
}

extension RunningStage {
  /// Whether it draws conclusions from many documents.
  var isCorpus: Bool { prepared.definition.functions.corpus != nil }
}
