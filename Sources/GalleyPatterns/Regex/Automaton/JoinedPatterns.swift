/// The automata of many patterns as one, with states merged that are always reached together.
struct JoinedPatterns {
  /// A transition, or a way to begin.
  struct Step {
    /// A state; for a way to begin, the number of the set of symbols that may stand behind.
    var source: UInt32
    /// The number of the set of symbols on which it is taken.
    var set: UInt32
    /// A state; from `stateCount` on: a pattern, of which a match may begin here.
    var target: UInt32
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
    transitions = Self.ordered(
      transitions.map {
        Step(source: merger.blocks[Int($0.source)], set: $0.set, target: merged($0.target))
      },
      sourceCount: merger.count
    )
    starts = Self.ordered(
      starts.map { Step(source: $0.source, set: $0.set, target: merged($0.target)) },
      sourceCount: sets.count
    )
    stateCount = merger.count
  }

  /// The steps by their sources, then their targets and sets, each once.
  private static func ordered(_ steps: [Step], sourceCount: Int) -> [Step] {
    var ends = [Int](repeating: 0, count: sourceCount + 1)
    for step in steps { ends[Int(step.source) + 1] += 1 }
    for source in 0..<sourceCount { ends[source + 1] += ends[source] }
    var keys = [UInt64](repeating: 0, count: steps.count)
    // What is now the beginning of each source moves to its end.
    for step in steps {
      keys[ends[Int(step.source)]] = UInt64(step.target) << 32 | UInt64(step.set)
      ends[Int(step.source)] += 1
    }
    var ordered: [Step] = []
    var start = 0
    for source in 0..<sourceCount {
      let end = ends[source]
      var last: UInt64?
      for key in keys[start..<end].sorted() where key != last {
        last = key
        ordered.append(
          Step(
            source: UInt32(source),
            set: UInt32(truncatingIfNeeded: key),
            target: UInt32(key >> 32)
          )
        )
      }
      start = end
    }
    return ordered
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
