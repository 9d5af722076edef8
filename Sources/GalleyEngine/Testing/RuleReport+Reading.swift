import Foundation
import GalleyKit

extension RuleReport {
  /// Reads what a stage wrote; nil when it is something else.
  init?(json: [UInt8]) {
    guard let report = try? JSONDecoder().decode(RuleReport.self, from: Data(json)) else {
      return nil
    }
    self = report
  }

  /// What the annotations of a stage tell: each is a match of its rule.
  init(annotationsIn document: WorkingDocument, of stage: UInt32) {
    let own = document.annotations.filter { $0.stage == stage && $0.rule > 0 }
    self.init(
      matches: own.sorted { ($0.span, $0.rule) < ($1.span, $1.rule) }.map {
        Match(rule: Int($0.rule), span: $0.span, isKept: true, captures: [])
      }
    )
  }

  /// The report with offsets of the original text instead of those of a view.
  ///
  /// What does not lie in the original text is left out.
  func inText(of document: WorkingDocument, from view: String?) -> RuleReport {
    guard view != nil else { return self }
    func original(_ start: UInt32, _ end: UInt32) -> TextSpan? {
      document.original(of: TextSpan(start: start, end: end), inView: view)
    }
    var report = RuleReport()
    report.matches = matches.compactMap { match in
      original(match.start, match.end).map { span in
        Match(
          rule: match.rule,
          span: span,
          isKept: match.isKept,
          captures: match.captures.map { capture in
            Capture(
              name: capture.name,
              items: capture.spans.compactMap { original($0.start, $0.end) }
            )
          }
        )
      }
    }
    if let brokeOff, let span = original(brokeOff.start, brokeOff.end) {
      report.brokeOff = BreakOff(start: span.start, end: span.end, expected: brokeOff.expected)
    }
    return report
  }
}

extension RuleReport.Match {
  var span: TextSpan { TextSpan(start: start, end: end) }
}

extension RuleReport.Capture {
  var spans: [TextSpan] {
    items.compactMap { $0.count == 2 ? TextSpan(start: $0[0], end: $0[1]) : nil }
  }

  /// From the first thing captured to the last; nil when it took no part.
  var whole: TextSpan? {
    guard let start = spans.map(\.start).min(), let end = spans.map(\.end).max() else {
      return nil
    }
    return TextSpan(start: start, end: end)
  }
}
