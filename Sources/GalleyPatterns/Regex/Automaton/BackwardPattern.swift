/// The automaton of one pattern for reading a text from its end to its beginning.
///
/// It reads the symbol behind a match, the match itself backwards, and the symbol before it: so every
/// assertion stands between two symbols that are read. A position beside an assertion is divided by
/// the symbols the assertion tells apart; then the state itself knows what stands to the right.
struct BackwardPattern {
  struct Transition {
    /// A state, or `end`.
    var target: Int
    /// The symbols on which it is taken.
    var symbols: SymbolSet
  }

  /// How reading a match may begin.
  struct Start {
    /// What may stand behind the match.
    var behind: SymbolSet
    /// The first step into the match.
    var transition: Transition
  }

  /// The target that says: a match may begin to the right of the symbol just read.
  static let end = -1

  /// The transitions of each state.
  private(set) var states: [[Transition]] = []
  private(set) var starts: [Start] = []

  private static let mostStates = 4_000
  private static let mostParts = 12

  /// The divided positions: for each the symbols of its parts, whose states are in a row.
  private var parts: [[SymbolSet]] = []
  private var firstState: [Int] = []

  init(_ automaton: PositionAutomaton) throws(PositionAutomaton.TooLarge) {
    try divide(automaton)
    for edge in automaton.edges { connect(edge.right, edge.gap, to: edge.left) }
    for link in automaton.first { connect(link.position, link.gap, to: nil) }
    for link in automaton.last {
      for gapCase in link.gap.cases {
        for transition in transitions(to: link.position, on: gapCase.left) {
          starts.append(Start(behind: gapCase.right, transition: transition))
        }
      }
    }
  }

  private mutating func divide(
    _ automaton: PositionAutomaton
  ) throws(PositionAutomaton.TooLarge) {
    parts = automaton.symbols.map { [$0] }
    for edge in automaton.edges { try divide(edge.right, by: edge.gap) }
    for link in automaton.first { try divide(link.position, by: link.gap) }
    var count = 0
    for part in parts {
      firstState.append(count)
      count += part.count
    }
    guard count <= Self.mostStates else { throw PositionAutomaton.TooLarge() }
    states = Array(repeating: [], count: count)
  }

  private mutating func divide(
    _ position: Int,
    by gap: GapCondition
  ) throws(PositionAutomaton.TooLarge) {
    if gap.isAlways { return }
    for gapCase in gap.cases {
      parts[position] = parts[position].flatMap { part in
        [part.intersection(gapCase.right), part.intersection(gapCase.right.complement)]
          .filter { !$0.isEmpty }
      }
    }
    guard parts[position].count <= Self.mostParts else { throw PositionAutomaton.TooLarge() }
  }

  /// Lets `right` be followed, to its left, by `left`, or by the end of the match if that is nil.
  private mutating func connect(_ right: Int, _ gap: GapCondition, to left: Int?) {
    for (number, part) in parts[right].enumerated() {
      let symbols = gap.left(of: part)
      guard !symbols.isEmpty else { continue }
      let added =
        left.map { transitions(to: $0, on: symbols) }
        ?? [Transition(target: Self.end, symbols: symbols)]
      states[firstState[right] + number] += added
    }
  }

  private func transitions(to position: Int, on symbols: SymbolSet) -> [Transition] {
    parts[position].enumerated().compactMap { number, part in
      let allowed = part.intersection(symbols)
      guard !allowed.isEmpty else { return nil }
      return Transition(target: firstState[position] + number, symbols: allowed)
    }
  }
}
