import GalleyKit

/// What an expression says, before it is on the calendar.
struct Expression {
  var span = TextSpan(start: 0, end: 0)
  /// Its number in the stage's rules, from 0.
  var rule = 0
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
