import GalleyKit

/// Where rules are tried.
extension RuleMatcher {
  /// Notes for each rule where it may begin, by what it cannot be without.
  mutating func findStarts(
    _ index: AnchorIndex,
    _ document: borrowing Document
  ) throws {
    let count = lattice.count
    let texts = index.texts.compactMap { one in columns[one.column].map { ($0, one.lists) } }
    for position in 0..<count {
      let folded = lattice.word[position].folded
      if folded != 0 {
        index.words.forEach(folded) { starts.note($0, position) }
        if index.beginnings.has(folded), position + 1 < count,
          lattice.start[position + 1] == lattice.end[position]
        {
          index.beginnings.forEach(folded) { starts.note($0, position) }
        }
      }
      let row = Int(lattice.row[position])
      for (column, lists) in texts where column.has(row) {
        lists.forEach(column.text(row).rawValue) { starts.note($0, position) }
      }
      for (item, rules) in index.items where try passes(token: position, item, document) {
        for rule in rules { starts.note(rule, position) }
      }
    }
    if !index.types.isEmpty {
      for item in lattice.items {
        index.types.forEach(item.type) { starts.note($0, Int(item.first)) }
      }
    }
  }

  /// Tries a rule wherever what it was found by may belong to a match.
  mutating func match(
    _ number: Int,
    _ document: borrowing Document,
    _ call: borrowing StageCall,
    into matches: inout [RuleMatch]
  ) throws {
    let rule = set.rules[number]
    let positions = starts.sorted(UInt32(number))
    bounds = 0..<0
    var next = 0
    for anchor in positions {
      let anchor = Int(anchor)
      let window = windowBounds(of: anchor, rule)
      let first = rule.anchor.most.map { max(window.lowerBound, anchor - $0) } ?? window.lowerBound
      next = max(next, first)
      let last = anchor - rule.anchor.least
      while next <= last {
        if bounds != window { try enter(window, number) }
        let mark = trail.count
        let found = try run(
          rule.program,
          from: rule.program.start,
          at: next,
          -1,
          .match,
          document,
          call
        )
        guard let found else {
          trail.removeLast(trail.count - mark)
          next += 1
          continue
        }
        let end = Int(trail[Int(found)].position)
        forget(found, at: end, rule.program)
        matches.append(
          RuleMatch(
            rule: number,
            span: TextSpan(start: lattice.start[next], end: lattice.end[end - 1]),
            positions: next..<end,
            trail: found
          )
        )
        next = end
      }
    }
  }

  func windowBounds(of position: Int, _ rule: CompiledRule) -> Range<Int> {
    switch rule.bounds {
    case .sentence: lattice.positions(ofWindow: lattice.window[position])
    case .document: 0..<lattice.count
    }
  }

  /// Makes `visited` ready for a rule in a stretch of the text.
  mutating func enter(_ window: Range<Int>, _ number: Int) throws {
    bounds = window
    let rule = set.rules[number]
    let bits = (window.count + 1).multipliedReportingOverflow(by: rule.program.joinCount)
    guard !bits.overflow, bits.partialValue <= Self.mostMarks else {
      throw StageFailure(
        code: "rule-limit",
        "rule \(rule.number + 1) needs more than \(Self.mostMarks >> 23) MiB of marks for "
          + "\(window.count) tokens; keep it within sentences"
      )
    }
    let words = bits.partialValue / 64 + 1
    Self.clear(&visited, words)
    if !rule.program.contexts.isEmpty { Self.clear(&succeeded, words) }
  }

  /// Bits of `visited`, at most: 128 MiB.
  private static let mostMarks = 1 << 30

  private static func clear(_ marks: inout [UInt64], _ words: Int) {
    if marks.count < words {
      marks = [UInt64](repeating: 0, count: words)
    } else {
      for i in 0..<words { marks[i] = 0 }
    }
  }
}
