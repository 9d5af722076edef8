import GalleyKit

/// What a match captured.
extension RuleMatcher {
  /// The captures of a match, by number, in the phase that found it.
  package func captures(of match: RuleMatch) -> [RuleCapture] {
    var captures = [RuleCapture](
      repeating: RuleCapture(),
      count: set.rules[match.rule].program.captures.count
    )
    guard !captures.isEmpty else { return captures }
    var walk = Walk(position: match.positions.lowerBound)
    // Those that go on behind a context.
    var outer: [Walk] = []
    var hasContexts = false
    for entry in path(to: match.trail) {
      let here = Int(entry.position)
      switch entry.kind {
      case .join: break
      case .item:
        let item = lattice.items[Int(entry.argument)]
        addTokens(walk.move(to: Int(walk.isBackward ? item.last : item.first)), to: &captures, walk)
        add(
          CapturedItem(type: Int(item.type), span: item.span, id: item.id, row: item.row),
          to: &captures,
          walk
        )
        _ = walk.move(to: Int(walk.isBackward ? item.first : item.last))
      case .begin, .end:
        addTokens(walk.move(to: here), to: &captures, walk)
        guard entry.argument >= 0 else { break }
        if (entry.kind == .begin) != walk.isBackward {
          walk.open.append(Int(entry.argument))
        } else {
          walk.open.removeLast()
        }
      case .enter:
        hasContexts = true
        addTokens(walk.move(to: here), to: &captures, walk)
        outer.append(walk)
        walk = Walk(position: here, isBackward: entry.argument == 1)
      case .leave: walk = outer.removeLast()
      }
    }
    if hasContexts { for number in captures.indices { captures[number].tidy() } }
    return captures
  }

  /// Where a path is, and the numbers of the captures that are open there.
  private struct Walk {
    var position: Int
    var isBackward = false
    var open: [Int] = []

    /// Goes on to a position; returns those that are gone over.
    mutating func move(to other: Int) -> Range<Int> {
      defer { position = other }
      return min(position, other)..<max(position, other)
    }
  }

  /// The entries of a trail from its beginning, without joins.
  private func path(to last: Int32) -> [TrailEntry] {
    var entries: [TrailEntry] = []
    var entry = last
    while entry >= 0 {
      if trail[Int(entry)].kind != .join { entries.append(trail[Int(entry)]) }
      entry = trail[Int(entry)].parent
    }
    entries.reverse()
    return entries
  }

  private func addTokens(
    _ positions: Range<Int>,
    to captures: inout [RuleCapture],
    _ walk: Walk
  ) {
    guard !walk.open.isEmpty else { return }
    for position in positions {
      let span = TextSpan(start: lattice.start[position], end: lattice.end[position])
      let row = Int(lattice.row[position])
      let item = CapturedItem(
        type: 0,
        span: span,
        id: tokenID(row),
        row: Int32(row)
      )
      add(item, to: &captures, walk)
    }
  }

  private func add(
    _ item: CapturedItem,
    to captures: inout [RuleCapture],
    _ walk: Walk
  ) {
    // A capture can be open inside itself.
    for (place, number) in walk.open.enumerated() where !walk.open[..<place].contains(number) {
      captures[number].items.append(item)
      let span = captures[number].span ?? item.span
      captures[number].span = TextSpan(
        start: min(span.start, item.span.start),
        end: max(span.end, item.span.end)
      )
    }
  }
}

extension RuleCapture {
  /// Puts what contexts captured where it stands in the text, each thing once.
  fileprivate mutating func tidy() {
    items.sort { ($0.span, $0.type, $0.id) < ($1.span, $1.type, $1.id) }
    var kept: [CapturedItem] = []
    for item in items where kept.last.map({ ($0.type, $0.id) != (item.type, item.id) }) ?? true {
      kept.append(item)
    }
    items = kept
  }
}
