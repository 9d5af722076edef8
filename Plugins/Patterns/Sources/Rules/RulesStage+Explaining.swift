public import GalleyKit
import GalleyPatterns

/// The patterns of a stage as their author wrote them.
struct RuleSources: Sendable {
  /// By number of the rule among all rules, from 0.
  let patterns: [String]
  let definitions: [String: String]

  init(_ options: RulesStage.Options) {
    patterns = options.rules.map(\.match)
    definitions = options.defs
  }
}

/// What is noted of the rules while an example is explained.
struct RuleAccount {
  /// Number of the rule that is tested, from 1.
  let rule: UInt32
  var report = RuleReport()
}

extension RulesStage: ExplainingStage {
  public func explain(
    _ document: borrowing Document,
    rule: Int,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws -> RuleReport {
    scratch.account = RuleAccount(rule: UInt32(rule))
    defer { scratch.account = nil }
    try process(document, into: output, scratch: &scratch, call: call)
    var report = scratch.account?.report ?? RuleReport()
    report.matches.sort { ($0.start, $1.end, $0.rule) < ($1.start, $0.end, $1.rule) }
    return report
  }

  /// Notes what the rules of a phase found, before it is acted upon.
  func account(
    of phase: Int,
    _ document: borrowing Document,
    _ scratch: inout Scratch,
    _ call: borrowing StageCall
  ) throws {
    guard let tested = scratch.account?.rule else { return }
    let kept = Set(scratch.candidates.map(\.firstGroup))
    for (number, match) in scratch.matches.enumerated() {
      let captures = zip(rules.captures(ofRule: match.rule), scratch.matcher.captures(of: match))
      scratch.account?.report.matches.append(
        RuleReport.Match(
          rule: Int(actions[match.rule].number),
          span: match.span,
          isKept: kept.contains(number),
          captures: captures.map { name, capture in
            RuleReport.Capture(name: name, items: capture.items.map(\.span))
          }
        )
      )
    }
    guard let rule = actions.firstIndex(where: { $0.number == tested }),
      rules.phase(ofRule: rule) == phase, !scratch.matches.contains(where: { $0.rule == rule }),
      let found = try scratch.matcher.breakOff(
        of: rule,
        pattern: sources.patterns[Int(tested) - 1],
        definitions: sources.definitions,
        document,
        call: call
      )
    else { return }
    scratch.account?.report.brokeOff = RuleReport.BreakOff(
      start: found.span.start,
      end: found.span.end,
      expected: found.expected.map { part in
        RuleReport.Part(
          pointer: part.definition.map { "/defs/\($0)" } ?? "/rules/\(tested - 1)/match",
          bytes: part.range
        )
      }
    )
  }
}
