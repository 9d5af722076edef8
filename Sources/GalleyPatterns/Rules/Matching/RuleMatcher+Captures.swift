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
    var open: [(capture: Int, position: Int)] = []
    var position = match.positions.lowerBound
    for entry in path(to: match.trail) {
      let here = Int(entry.position)
      switch entry.kind {
      case .join: continue
      case .item:
        let item = lattice.items[Int(entry.argument)]
        addTokens(position..<Int(item.first), to: &captures, open)
        add(
          CapturedItem(type: Int(item.type), span: item.span, id: item.id, row: item.row),
          to: &captures,
          open
        )
        position = Int(item.last)
      case .begin:
        addTokens(position..<here, to: &captures, open)
        position = here
        open.append((Int(entry.argument), here))
      case .end:
        addTokens(position..<here, to: &captures, open)
        position = here
        if entry.argument >= 0 { open.removeLast() }
      }
    }
    return captures
  }

  /// The entries of a trail from its beginning.
  private func path(to last: Int32) -> [TrailEntry] {
    var entries: [TrailEntry] = []
    var entry = last
    while entry >= 0 {
      entries.append(trail[Int(entry)])
      entry = trail[Int(entry)].parent
    }
    return entries.reversed()
  }

  private func addTokens(
    _ positions: Range<Int>,
    to captures: inout [RuleCapture],
    _ open: [(capture: Int, position: Int)]
  ) {
    guard !open.isEmpty else { return }
    for position in positions {
      let span = TextSpan(start: lattice.start[position], end: lattice.end[position])
      let row = Int(lattice.row[position])
      let item = CapturedItem(
        type: 0,
        span: span,
        id: tokenID(row),
        row: Int32(row)
      )
      add(item, to: &captures, open)
    }
  }

  private func add(
    _ item: CapturedItem,
    to captures: inout [RuleCapture],
    _ open: [(capture: Int, position: Int)]
  ) {
    for number in Set(open.map(\.capture)) {
      captures[number].items.append(item)
      let span = captures[number].span ?? item.span
      captures[number].span = TextSpan(
        start: min(span.start, item.span.start),
        end: max(span.end, item.span.end)
      )
    }
  }
}
