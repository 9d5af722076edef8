public import GalleyKit
import GalleyPatterns

extension TimexStage: ExplainingStage {
  /// When examples without a date are told: a Wednesday.
  static let dayOfExamples = CivilDate(dayNumber: 19_676)

  /// Notes what the rules found as captures: an expression is captured under its value.
  public func explain(
    _ document: borrowing Document,
    rule: Int,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws -> RuleReport {
    let published = PublicationTime(document, key: options.anchor)
    try process(
      document,
      published: published == .unknown ? .day(Self.dayOfExamples) : published,
      into: output,
      scratch: &scratch,
      call: call
    )
    var report = RuleReport()
    for candidate in scratch.candidates {
      let number = rules[scratch.found[candidate.firstGroup].rule].number
      let values = scratch.expressions.indices.filter {
        scratch.expressions[$0].span == candidate.span
      }.map { index in
        RuleReport.Capture(name: scratch.resolved[index].text ?? "", items: [candidate.span])
      }
      report.matches.append(
        RuleReport.Match(
          rule: Int(number),
          span: candidate.span,
          isKept: true,
          captures: values
        )
      )
    }
    for (range, ends) in zip(scratch.ranges, scratch.ends) {
      let span = TextSpan(
        start: scratch.expressions[range.first].span.start,
        end: scratch.expressions[range.last].span.end
      )
      let name = ends.map { "\($0.begin)/\($0.end)" } ?? ""
      report.matches.append(
        RuleReport.Match(
          rule: Int(range.rule),
          span: span,
          isKept: true,
          captures: [RuleReport.Capture(name: name, items: [span])]
        )
      )
    }
    for cue in scratch.cues where cue.rule == UInt32(rule) {
      report.matches.append(
        RuleReport.Match(rule: rule, span: cue.span, isKept: true, captures: [])
      )
    }
    return report
  }
}
