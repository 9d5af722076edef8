/// Which parts of a pattern no match can be without.
struct AnchorFinder {
  let phrases: [CompiledPhrase]
  /// What is known of each item test.
  let items: [RuleAnchor]
  /// What is known of each phrase.
  let phraseAnchors: [RuleAnchor]

  /// The part that is met most rarely; nil: the pattern can be empty.
  func anchor(of node: ResolvedNode) -> RuleAnchor? {
    switch node {
    case .phrase(let number): return phraseAnchors[number]
    case .token(let number), .annotation(let number): return items[number]
    case .context(let node, isBehind: false, isNegative: false): return anchor(of: node)
    case .context: return nil
    case .capture(_, let node): return anchor(of: node)
    case .repeated(let node, let least, _, _): return least > 0 ? anchor(of: node) : nil
    case .sequence(let parts): return best(of: parts)
    case .choice(let options):
      var result: RuleAnchor?
      for option in options {
        guard let one = anchor(of: option) else { return nil }
        result = result?.joined(with: one) ?? one
      }
      return result
    }
  }

  private func best(of parts: [ResolvedNode]) -> RuleAnchor? {
    var best: RuleAnchor?
    var least = 0
    var most: Int? = 0
    for part in parts {
      if var anchor = anchor(of: part) {
        anchor.least += least
        anchor.most = anchor.most.flatMap { own in most.map { own + $0 } }
        if anchor.effort < best?.effort ?? .infinity { best = anchor }
      }
      let width = part.width(phrases)
      least = min(least + width.least, Self.farthest)
      most = width.most.flatMap { width in most.map { $0 + width } }
      if let far = most, far > Self.farthest { most = nil }
    }
    return best
  }

  /// Beyond this many tokens an anchor may as well stand anywhere.
  private static let farthest = 64
}

extension RuleAnchor {
  /// Starts to be tried in a million tokens, roughly.
  var effort: Double { cost * Double(most.map { $0 - least + 1 } ?? 20) }

  func joined(with other: RuleAnchor) -> RuleAnchor {
    RuleAnchor(
      atoms: atoms.union(other.atoms),
      least: min(least, other.least),
      most: most.flatMap { own in other.most.map { max(own, $0) } },
      cost: cost + other.cost
    )
  }

  /// Anchor at the first token of the part itself.
  init(_ atoms: Set<Atom>, cost: Double) {
    self.init(atoms: atoms, least: 0, most: 0, cost: cost)
  }

  /// How often a word of this many letters is met in a million tokens of news, roughly.
  static func frequency(ofWord length: Int) -> Double {
    switch length {
    case ...2: 25_000
    case 3: 8_000
    case 4: 2_000
    default: 200
    }
  }
}
