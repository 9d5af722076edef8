/// A rule whose pattern is well.
package struct CompiledRule: Sendable {
  /// Its place in the list of all rules given.
  package var number: Int
  package var phase: Int
  var bounds: RuleBounds
  var program: RuleProgram
  var anchor: RuleAnchor
  /// The names of its captures, by number.
  package var captures: [String] { program.captures }
  /// Words in lower case without which it matches nowhere: one of each list.
  package var neededWords: [[String]]
  /// Types without whose annotations it matches nowhere.
  package var neededTypes: [String]
}
