/// Finds alternatives that are never taken because of one before them.
struct UnreachableAlternatives {
  let phrases: [CompiledPhrase]

  /// Numbers of those among `options`, each with the number of the one that hides it.
  ///
  /// An alternative is hidden by an equal one; at the end of a pattern also by one it begins with,
  /// for the first that fits is taken.
  func find(among options: [ResolvedNode], isAtEnd: Bool) -> [(hidden: Int, by: Int)] {
    var known: [[Element]: Int] = [:]
    var found: [(Int, Int)] = []
    for (number, option) in options.enumerated() {
      let elements = elements(of: option)
      let lengths =
        isAtEnd && elements.count < 64 ? 1...elements.count : elements.count...elements.count
      if let length = lengths.first(where: { known[Array(elements[..<$0])] != nil }),
        let first = known[Array(elements[..<length])]
      {
        found.append((number, first))
      } else {
        known[elements] = number
      }
    }
    return found
  }

  /// A part of a sequence; phrases are taken apart at their blanks.
  private enum Element: Hashable {
    case word([UInt8], isFolded: Bool)
    case node(ResolvedNode)
  }

  private func elements(of node: ResolvedNode) -> [Element] {
    switch node {
    case .sequence(let parts): parts.flatMap(elements)
    case .phrase(let number):
      phrases[number].bytes.split(separator: 0x20).map {
        .word(Array($0), isFolded: phrases[number].isFolded)
      }
    default: [.node(node)]
    }
  }
}
