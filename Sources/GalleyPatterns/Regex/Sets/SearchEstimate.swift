/// What PCRE2 needs to look for a pattern by itself, guessed from how its matches begin.
///
/// PCRE2 finds places with the first characters of a pattern quickly when there are one or two of
/// them, and reasonably when there are several; what it costs then is how often they come. The
/// guess depends on nothing but the pattern, so that the same set always searches in the same way.
enum SearchEstimate {
  /// What the automaton needs, in nanoseconds per byte of English text.
  static let automaton = 1.5

  /// What a search needs, in nanoseconds per byte of English text.
  static func cost(of automaton: PositionAutomaton) -> Double {
    var begins = SymbolSet.none
    var share = 0.0
    let last = Set(automaton.last.map(\.position))
    var followers = [SymbolSet](repeating: .none, count: automaton.symbols.count)
    for edge in automaton.edges {
      followers[edge.left] = followers[edge.left].union(automaton.symbols[edge.right])
    }
    for link in automaton.first {
      let symbols = automaton.symbols[link.position]
      begins = begins.union(symbols)
      let goesOn = last.contains(link.position) ? 1 : frequency(of: followers[link.position])
      share += frequency(of: symbols) * goesOn
    }
    let count = (0..<256).count { begins.contains($0) }
    return (count <= 2 ? 0.08 : 0.7) + 25 * share
  }

  /// How much of English text these bytes are, from 0 to 1, roughly.
  private static func frequency(of symbols: SymbolSet) -> Double {
    (0..<256).reduce(0) { $0 + (symbols.contains($1) ? frequency(of: UInt8($1)) : 0) }
  }

  private static func frequency(of byte: UInt8) -> Double {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letterFrequencies[Int(byte - UInt8(ascii: "a"))]
    case UInt8(ascii: " "): 0.16
    case UInt8(ascii: ","), UInt8(ascii: "."): 0.01
    default: 0.001
    }
  }

  /// Each of the letters, the most frequent first, comes in about 0.88 of the cases of the one before.
  private static let letterFrequencies: [Double] = {
    var frequencies = [Double](repeating: 0, count: 26)
    var frequency = 0.1
    for letter in "etaoinsrhldcumfpgwybvkxjqz".utf8 {
      frequencies[Int(letter - UInt8(ascii: "a"))] = frequency
      frequency *= 0.88
    }
    return frequencies
  }()
}
