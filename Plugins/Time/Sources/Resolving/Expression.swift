import GalleyKit

/// What an expression says, before it is on the calendar.
struct Expression {
  var span: TextSpan
  /// Its number in the stage's rules, from 0.
  var rule: Int
  var kind: TimexStage.RuleClass
  var value: String
  var pending: PendingValue
  /// What it counts from.
  var anchor: TimexStage.RuleAnchor
  /// Where its sentence looks; nil: it does not say.
  var direction: Direction?
  var mod: String
  var quant: String
  var freq: String
}
