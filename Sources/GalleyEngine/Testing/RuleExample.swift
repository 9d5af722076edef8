import GalleyKit

/// A text with marks in which a rule of a stage must match, or must not.
struct RuleExample: Sendable {
  /// Number of the rule in its stage, from 1.
  var rule: Int
  var ruleName: String
  /// Among the examples, or the rejects, of the rule; from 1.
  var number: Int
  var isReject: Bool
  var marked: MarkedText
  var location: SourceLocation
}

extension PreparedPipeline {
  /// The examples and rejects that the rules of a stage offer, in the order of the rules.
  ///
  /// - Parameters:
  ///   - index: of the stage.
  ///   - takes: whether a rule of this name is asked for.
  /// - Returns: the examples, the names of rules without any, and what is wrong with them.
  func examples(
    ofStage index: Int,
    where takes: (String) -> Bool
  ) -> (examples: [RuleExample], untested: [String], problems: [Diagnostic]) {
    let stage = pipeline.stages[index]
    var examples: [RuleExample] = []
    var untested: [String] = []
    var problems: [Diagnostic] = []
    // Patterns of stages that know no examples are not untested.
    let isTestable =
      stages[index].definition.explain != nil
      || stages[index].facts.rules.contains { !$0.examples.isEmpty || !$0.rejects.isEmpty }
    guard isTestable else { return ([], [], []) }
    for (number, rule) in stages[index].facts.rules.enumerated() where takes(rule.name) {
      if rule.examples.isEmpty, rule.rejects.isEmpty {
        untested.append("\(stage.id)/\(rule.name)")
      }
      for (pointers, isReject) in [(rule.examples, false), (rule.rejects, true)] {
        for (place, pointer) in pointers.enumerated() {
          let text = stage.options.value(at: pointer)?.text ?? ""
          do throws(MarkError) {
            examples.append(
              RuleExample(
                rule: number + 1,
                ruleName: rule.name,
                number: place + 1,
                isReject: isReject,
                marked: try MarkedText(text),
                location: stage.places.location(pointer: pointer)
              )
            )
          } catch {
            let bytes = error.bytes(in: text)
            problems.append(
              Diagnostic(
                code: "bad-example",
                at: stage.places.location(
                  pointer: pointer,
                  offset: bytes.lowerBound,
                  count: bytes.count
                ),
                error.message,
                fix: "marks are written [text]{capture} and [text](Type feature=value)"
              )
            )
          }
        }
      }
    }
    return (examples, untested, problems)
  }
}
