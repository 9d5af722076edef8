/// A pattern with its definitions put in and its tests compiled.
indirect enum ResolvedNode: Hashable, Sendable {
  /// Number of a phrase.
  case phrase(Int)
  /// Number of a test of one token.
  case token(Int)
  /// Number of a test of one annotation.
  case annotation(Int)
  case sequence([ResolvedNode])
  case choice([ResolvedNode])
  case repeated(ResolvedNode, least: Int, most: Int?, isLazy: Bool)
  /// Number of a capture of the rule.
  case capture(Int, ResolvedNode)
  case context(ResolvedNode, isBehind: Bool, isNegative: Bool)
}

extension ResolvedNode {
  /// Whether it can match no token at all.
  var canBeEmpty: Bool {
    switch self {
    case .phrase, .token, .annotation: false
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .choice(let options): options.contains(where: \.canBeEmpty)
    case .repeated(let node, let least, _, _): least == 0 || node.canBeEmpty
    case .capture(_, let node): node.canBeEmpty
    case .context: true
    }
  }

  /// How many parts it has: words, tests and contexts, each counted once however often it is repeated.
  var partCount: Int {
    switch self {
    case .phrase, .token, .annotation, .context: 1
    case .sequence(let nodes), .choice(let nodes): nodes.reduce(0) { $0 + $1.partCount }
    case .repeated(let node, _, _, _), .capture(_, let node): node.partCount
    }
  }

  /// Whether it holds everywhere, so that a context of it says nothing.
  var holdsEverywhere: Bool {
    switch self {
    case .phrase, .token, .annotation, .context: false
    case .sequence(let parts): parts.allSatisfy(\.holdsEverywhere)
    case .choice(let options): options.contains(where: \.holdsEverywhere)
    case .repeated(let node, let least, _, _): least == 0 || node.holdsEverywhere
    case .capture(_, let node): node.holdsEverywhere
    }
  }

  var hasCaptures: Bool {
    var found = false
    forEachCapture { _, _ in found = true }
    return found
  }

  /// Whether something that is gone over may repeat without limit.
  var isEndless: Bool {
    switch self {
    case .phrase, .token, .annotation, .context: false
    case .sequence(let parts), .choice(let parts): parts.contains(where: \.isEndless)
    case .repeated(let node, _, let most, _): most == nil || node.isEndless
    case .capture(_, let node): node.isEndless
    }
  }

  /// How many tokens it goes over: at least, and at most where there is a limit.
  func width(_ phrases: [CompiledPhrase]) -> (least: Int, most: Int?) {
    switch self {
    case .phrase(let number):
      // No token has white space inside, and each has a byte at least.
      let blanks = phrases[number].bytes.count { $0 == 0x20 }
      return (blanks + 1, phrases[number].bytes.count - blanks)
    case .token: return (1, 1)
    case .annotation: return (1, nil)
    case .context: return (0, 0)
    case .capture(_, let node): return node.width(phrases)
    case .sequence(let parts):
      return parts.reduce((0, 0)) { sum, part in
        let width = part.width(phrases)
        return (sum.0 + width.least, add(sum.1, width.most))
      }
    case .choice(let options):
      let widths = options.map { $0.width(phrases) }
      let most = widths.contains { $0.most == nil } ? nil : widths.compactMap(\.most).max()
      return (widths.map(\.least).min() ?? 0, most)
    case .repeated(let node, let least, let most, _):
      let width = node.width(phrases)
      let (all, isTooMany) = width.least.multipliedReportingOverflow(by: least)
      let longest = width.most.flatMap { one in
        most.flatMap { times in
          let (product, overflows) = one.multipliedReportingOverflow(by: times)
          return overflows ? nil : product
        }
      }
      return (isTooMany ? .max / 4 : min(all, .max / 4), longest)
    }
  }

  private func add(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return nil }
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? nil : sum
  }

  /// Calls `body` with each capture and what it holds, outer ones first.
  func forEachCapture(_ body: (Int, ResolvedNode) -> Void) {
    switch self {
    case .phrase, .token, .annotation: return
    case .sequence(let parts), .choice(let parts): for part in parts { part.forEachCapture(body) }
    case .repeated(let node, _, _, _), .context(let node, _, _): node.forEachCapture(body)
    case .capture(let number, let node):
      body(number, node)
      node.forEachCapture(body)
    }
  }

  /// Calls `body` with each token test, annotation test and phrase that is gone over.
  func forEachItem(_ body: (ResolvedNode) -> Void) {
    switch self {
    case .phrase, .token, .annotation: body(self)
    case .sequence(let parts), .choice(let parts): for part in parts { part.forEachItem(body) }
    case .repeated(let node, _, _, _), .capture(_, let node): node.forEachItem(body)
    case .context: return
    }
  }
}
