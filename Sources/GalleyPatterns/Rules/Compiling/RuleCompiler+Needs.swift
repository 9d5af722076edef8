/// What no match of a pattern can be without, and what its captures hold.
extension RuleCompiler {
  /// The names of the types of what each capture holds.
  func captureTypes(of node: ResolvedNode, count: Int) -> [Set<String>] {
    var found = [Set<String>](repeating: [], count: count)
    node.forEachCapture { number, node in
      node.forEachItem { item in
        switch item {
        case .annotation(let test): found[number].insert(types[items[test].type])
        default: found[number].insert("Token")
        }
      }
    }
    return found
  }

  /// Words of which one at least stands in every match, for each part that has such words.
  func neededWords(of node: ResolvedNode) -> [[String]] {
    switch node {
    case .phrase(let number):
      [[String(decoding: phrases[number].bytes, as: UTF8.self).lowercased()]]
    case .sequence(let parts): parts.flatMap { neededWords(of: $0) }
    case .capture(_, let node): neededWords(of: node)
    case .repeated(let node, let least, _, _): least > 0 ? neededWords(of: node) : []
    case .choice(let options): joined(options.map { neededWords(of: $0) })
    case .token, .annotation, .context: []
    }
  }

  /// What alternatives need together: of the first list of each, one word.
  private func joined(_ options: [[[String]]]) -> [[String]] {
    options.contains(where: \.isEmpty) ? [] : [options.flatMap { $0[0] }]
  }

  func neededTypes(of node: ResolvedNode) -> [String] {
    switch node {
    case .annotation(let number): [types[items[number].type]]
    case .sequence(let parts): parts.flatMap { neededTypes(of: $0) }
    case .capture(_, let node): neededTypes(of: node)
    case .repeated(let node, let least, _, _): least > 0 ? neededTypes(of: node) : []
    case .phrase, .token, .context, .choice: []
    }
  }
}
