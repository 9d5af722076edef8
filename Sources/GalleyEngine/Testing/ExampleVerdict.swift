import GalleyKit

/// Compares what the rules of a stage did with what the marks of an example expect.
struct ExampleVerdict {
  private let stage: Pipeline.Stage
  private let prepared: PreparedStage

  init(_ stage: Pipeline.Stage, _ prepared: PreparedStage) {
    self.stage = stage
    self.prepared = prepared
  }

  /// What is wrong; nil: the example holds.
  func problem(of example: RuleExample, _ report: RuleReport) -> TestProblem? {
    let own = report.matches.filter { $0.rule == example.rule }
    let kept = own.filter(\.isKept)
    let lines = MarkedLines(example.marked.text)
    if example.isReject {
      return kept.isEmpty
        ? nil : TestProblem("matches", lines.drawn(kept.flatMap { rows(of: $0, "matched") }))
    }
    guard !kept.isEmpty else {
      return own.isEmpty
        ? noMatch(report, lines) : lost(own, report.matches.filter(\.isKept), lines)
    }
    return captureProblem(example, kept, lines)
  }

  /// A match with its captures.
  private func rows(of match: RuleReport.Match, _ note: String) -> [MarkedLines.Row] {
    [MarkedLines.Row(match.span, "~", note)]
      + match.captures.compactMap { capture in
        capture.whole.map { MarkedLines.Row($0, "~", "'@\(capture.name)'") }
      }
  }

  // MARK: No match

  private func noMatch(_ report: RuleReport, _ lines: MarkedLines) -> TestProblem {
    let others = report.matches.filter(\.isKept).map {
      MarkedLines.Row($0.span, "-", "rule '\(name($0.rule))' matched")
    }
    guard let brokeOff = report.brokeOff else {
      return TestProblem("does not match", lines.drawn(others))
    }
    let expected = brokeOff.expected.map(described).joined(separator: " or ")
    guard brokeOff.end > brokeOff.start else {
      let beginning = expected.isEmpty ? [] : ["nothing of it is there; it begins with \(expected)"]
      return TestProblem("does not match", lines.drawn(others) + beginning.map(lines.note))
    }
    let done = TextSpan(start: brokeOff.start, end: brokeOff.end)
    var rows = [MarkedLines.Row(done, "~", "matched so far")]
    if !expected.isEmpty {
      rows.append(
        MarkedLines.Row(lines.next(behind: done.end), "^", "here \(expected) was expected")
      )
    }
    return TestProblem("does not match", lines.drawn(rows + others))
  }

  /// A part of a pattern with its place.
  private func described(_ part: RuleReport.Part) -> String {
    let place = stage.places.location(
      pointer: part.pointer,
      offset: part.offset,
      count: part.count
    )
    let pattern = Array((stage.options.value(at: part.pointer)?.text ?? "").utf8)
    let bytes = (part.offset..<part.offset + part.count).clamped(to: 0..<pattern.count)
    let text = String(decoding: pattern[bytes], as: UTF8.self)
    let shown = text.count > 60 ? "\(text.prefix(59))…" : text
    return "'\(VisibleText.escaped(shown))' (\(place))"
  }

  private func lost(
    _ own: [RuleReport.Match],
    _ kept: [RuleReport.Match],
    _ lines: MarkedLines
  ) -> TestProblem {
    let rows = own.map { MarkedLines.Row($0.span, "~", "it matched") }
    let winners = kept.filter { winner in own.contains { $0.span.overlaps(winner.span) } }
      .map { MarkedLines.Row($0.span, "-", "rule '\(name($0.rule))' was preferred") }
    return TestProblem("matches, but another match is preferred", lines.drawn(rows + winners))
  }

  private func name(_ rule: Int) -> String {
    prepared.facts.rules.indices.contains(rule - 1)
      ? prepared.facts.rules[rule - 1].name : "\(rule)"
  }

  // MARK: Captures

  /// Captures that hold something else than the brackets of their name, one by one or as a whole.
  private func captureProblem(
    _ example: RuleExample,
    _ kept: [RuleReport.Match],
    _ lines: MarkedLines
  ) -> TestProblem? {
    let names = Set(example.marked.marks.compactMap(\.capture)).sorted()
    guard !names.isEmpty else { return nil }
    guard prepared.definition.explain != nil else {
      return TestProblem(
        "cannot be compared",
        ["stage '\(stage.id)' does not say what it captures; leave out '{\(names[0])}'"]
      )
    }
    var rows: [MarkedLines.Row] = []
    var missing: [String] = []
    for name in names {
      let wanted = example.marked.marks.filter { $0.capture == name }.map(\.span)
      let found = kept.flatMap(\.captures).filter { $0.name == name && !$0.spans.isEmpty }
      let wholes = found.compactMap(\.whole)
      if Set(wanted) == Set(wholes) || Set(wanted) == Set(found.flatMap(\.spans)) { continue }
      rows += wanted.map { MarkedLines.Row($0, "^", "'@\(name)' is expected here") }
      rows += wholes.map { MarkedLines.Row($0, "~", "'@\(name)' captured this") }
      if found.isEmpty { missing.append("'@\(name)' captured nothing") }
    }
    guard !rows.isEmpty else { return nil }
    return TestProblem(
      "matches, but captures something else",
      lines.drawn(rows) + missing.map(lines.note)
    )
  }
}
