import GalleyKit
import GalleyPatterns

/// Finds words that tell of the day of publication and are no time expression of the story.
struct ClueRules: Sendable {
  struct Found {
    var kind: ClueRuleKind
    var span: TextSpan
    /// What the rule's template came to.
    var value: String
    /// Of a weekday beside a day.
    var weekday: Int?
  }

  private let kinds: [ClueRuleKind]
  private let rules: [TimeRule]
  private let regexes: RegexSet

  /// - Throws: `PrepareFailure` when a rule is wrong; all mistakes have been reported.
  init(
    _ rules: [ClueRuleOptions],
    words: [String: [String: JSONValue]],
    patterns: [String: String],
    _ setup: borrowing Setup
  ) throws {
    var options = TimexStage.Options()
    options.words = words
    options.patterns = patterns
    options.rules = rules.map { rule in
      var option = TimexStage.RuleOptions()
      option.name = rule.name
      option.match = rule.match
      option.value = rule.value
      option.quant = rule.weekday
      return option
    }
    let compiler = RuleCompiler(options, setup)
    guard !compiler.hasErrors else { throw PrepareFailure.reported }
    self.rules = compiler.rules
    kinds = compiler.rules.map { rules[Int($0.number) - 1].kind }
    regexes = RegexSet(compiler.rules.map(\.regex))
  }

  func makeMatcher() -> RegexSetMatcher { RegexSetMatcher(regexes) }

  /// All that rules of these kinds find, in the order of the text.
  func find(
    _ wanted: Set<ClueRuleKind>,
    in text: UnsafeBufferPointer<UInt8>,
    _ matcher: RegexSetMatcher,
    stop: UnsafePointer<UInt32>?
  ) throws -> [Found] {
    var found: [Found] = []
    let words = RegexMatcher()
    do throws(RegexSetError) {
      try matcher.forEachMatch(in: text, stop: stop) { index, match in
        guard wanted.contains(kinds[index]) else { return }
        func covered(_ group: Int) -> String? {
          match.span(ofGroup: group).map { String(decoding: text[$0], as: UTF8.self) }
        }
        found.append(
          Found(
            kind: kinds[index],
            span: TextSpan(match.span),
            value: rules[index].value.text(words, covered),
            weekday: Int(rules[index].quant.text(words, covered))
          )
        )
      }
    } catch {
      if error.error.isStop { throw StopRequest() }
      throw StageFailure(code: "match-limit", "a rule for the day of publication \(error.error)")
    }
    return found.sorted { ($0.span.start, $0.kind.rawValue) < ($1.span.start, $1.kind.rawValue) }
  }
}
