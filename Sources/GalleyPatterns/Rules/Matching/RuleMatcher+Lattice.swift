import GalleyKit

/// The tokens and annotations a phase sees.
extension RuleMatcher {
  mutating func makeLattice(_ phase: Int, _ document: borrowing Document) throws {
    let isFirst = phase == 0
    if !allTokens.start.isEmpty { lattice = allTokens } else if !isFirst { lattice.forgetItems() }
    if !set.phases[phase].skips.isEmpty { try skip(set.phases[phase].skips, document) }
    if set.phases[phase].usesSentences {
      lattice.setWindows(document.annotations(of: set.sentence))
    }
    for type in set.types.indices where set.walkedTypes[type] {
      for item in annotations(of: type) { lattice.append(item) }
    }
    lattice.connect(backward: set.hasBackwardAnnotations)
  }

  /// Takes out the tokens that pass one of these tests or lie under annotations that do.
  private mutating func skip(_ items: [Int], _ document: borrowing Document) throws {
    var isVisible = [Bool](repeating: true, count: lattice.count)
    for number in items {
      let item = set.items[number]
      if item.type == 0 {
        for position in 0..<lattice.count where isVisible[position] {
          if try passes(token: position, number, document) { isVisible[position] = false }
        }
        continue
      }
      for one in annotations(of: item.type) where try passes(one, number, document) {
        let first = lattice.end.partitioningIndex { $0 > one.span.start }
        let last = lattice.start.partitioningIndex { $0 >= one.span.end }
        for position in first..<max(first, last) { isVisible[position] = false }
      }
    }
    lattice.keepTokens { isVisible[$0] }
  }

  /// The annotations of a type, in annotation order, as they are in this phase.
  func annotations(of type: Int) -> [LatticeItem] {
    var found: [LatticeItem] = []
    let table = tables[type]
    let number = UInt32(type)
    let name = set.typeNames[type]
    var mine = own.indices.filter { own[$0].type == name && !hidden.contains(own[$0].id) }[...]
    if mine.count > 1 {
      mine.sort { (own[$0].span, own[$0].id) < (own[$1].span, own[$1].id) }
    }
    func yieldOwn(before span: TextSpan?) {
      while let next = mine.first, span.map({ own[next].span < $0 }) ?? true {
        mine.removeFirst()
        found.append(
          LatticeItem(
            type: number,
            row: Int32(-1 - next),
            span: own[next].span,
            id: own[next].id
          )
        )
      }
    }
    for row in table.rows {
      let span = table.span(row)
      let id = table.id[row]
      if !mine.isEmpty { yieldOwn(before: span) }
      if !hidden.isEmpty, hidden.contains(id) { continue }
      found.append(LatticeItem(type: number, row: Int32(row), span: span, id: id))
    }
    yieldOwn(before: nil)
    return found
  }
}
