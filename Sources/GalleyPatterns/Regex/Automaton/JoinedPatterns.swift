/// The automata of many patterns as one, with states merged that are always reached together.
struct JoinedPatterns {
  /// A transition, or a way to begin.
  struct Step: Hashable, Comparable {
    /// A state; for a way to begin, the number of the set of symbols that may stand behind.
    var source: UInt32
    /// The number of the set of symbols on which it is taken.
    var set: UInt32
    /// A state; from `stateCount` on: a pattern, of which a match may begin here.
    var target: UInt32

    static func < (a: Step, b: Step) -> Bool {
      (a.source, a.target, a.set) < (b.source, b.target, b.set)
    }
  }

  private(set) var stateCount = 0
  /// Ordered by their sources.
  private(set) var transitions: [Step] = []
  private(set) var starts: [Step] = []
  var sets: [SymbolSet] { numberedSets.sets }

  private var numberedSets = NumberedSets()

  init(_ patterns: [BackwardPattern]) {
    stateCount = patterns.reduce(0) { $0 + $1.states.count }
    var base = 0
    for (number, pattern) in patterns.enumerated() {
      for (state, transitions) in pattern.states.enumerated() {
        for transition in transitions {
          let isEnd = transition.target == BackwardPattern.end
          self.transitions.append(
            Step(
              source: UInt32(base + state),
              set: numberedSets.number(of: transition.symbols),
              target: UInt32(isEnd ? stateCount + number : base + transition.target)
            )
          )
        }
      }
      for start in pattern.starts {
        starts.append(
          Step(
            source: numberedSets.number(of: start.behind),
            set: numberedSets.number(of: start.transition.symbols),
            target: UInt32(base + start.transition.target)
          )
        )
      }
      base += pattern.states.count
    }
    mergeStates()
  }

  private mutating func mergeStates() {
    let merger = StateMerger(stateCount: stateCount, transitions, starts)
    func merged(_ target: UInt32) -> UInt32 {
      target < stateCount
        ? merger.blocks[Int(target)] : UInt32(merger.count) + target - UInt32(stateCount)
    }
    transitions = Self.distinct(
      transitions.map {
        Step(source: merger.blocks[Int($0.source)], set: $0.set, target: merged($0.target))
      }
    )
    starts = Self.distinct(
      starts.map { Step(source: $0.source, set: $0.set, target: merged($0.target)) }
    )
    stateCount = merger.count
  }

  /// The steps in their order, each once.
  private static func distinct(_ steps: [Step]) -> [Step] {
    var distinct: [Step] = []
    for step in steps.sorted() where step != distinct.last { distinct.append(step) }
    return distinct
  }
}

/// Sets of symbols by number.
private struct NumberedSets {
  private(set) var sets: [SymbolSet] = []
  private var numbers: [SymbolSet: UInt32] = [:]

  mutating func number(of set: SymbolSet) -> UInt32 {
    if let number = numbers[set] { return number }
    let number = UInt32(sets.count)
    numbers[set] = number
    sets.append(set)
    return number
  }
}
