package import GalleyKit

/// How far a rule got that does not match.
package struct RuleBreakOff: Sendable {
  /// UTF-8 bytes it went over; empty: none, from where it began.
  package var span: TextSpan
  /// Parts of the pattern of which one had to come next.
  package var expected: [PatternParts.Place]
}

extension RuleMatcher {
  /// The attempt of a rule that came closest to a match, wherever it begins.
  ///
  /// Valid behind `match(phase:)` of the rule's phase, when the rule has no match.
  ///
  /// - Parameters:
  ///   - number: of the rule among those that compiled.
  ///   - pattern: the rule's.
  ///   - definitions: the patterns it may use.
  ///   - document: the document.
  ///   - call: says when to stop.
  /// - Returns: nil when there is no token.
  /// - Throws: `StageFailure` when a limit is hit, `StopRequest`.
  package mutating func breakOff(
    of number: Int,
    pattern: String,
    definitions: [String: String],
    _ document: borrowing Document,
    call: borrowing StageCall
  ) throws -> RuleBreakOff? {
    let program = set.rules[number].program
    var nearest = NearestAttempt(program)
    bounds = 0..<0
    for position in 0..<lattice.count {
      let window = windowBounds(of: position, set.rules[number])
      if bounds != window { try enter(window, number) }
      let mark = trail.count
      nearest.start = position
      _ = try run(program, from: program.start, at: position, -1, .match, document, call, &nearest)
      trail.removeLast(trail.count - mark)
    }
    guard let best = nearest.best else { return nil }
    let first = lattice.start[best.start]
    let parts = PatternParts(pattern, definitions: definitions)
    return RuleBreakOff(
      span: TextSpan(
        start: first,
        end: best.end > best.start ? lattice.end[best.end - 1] : first
      ),
      expected: parts.places(of: best.steps.map { Int(program.parts[$0]) })
    )
  }
}
