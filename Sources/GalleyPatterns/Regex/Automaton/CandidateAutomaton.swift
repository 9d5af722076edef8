/// The automata of many patterns as one, which reads a text once from its end to its beginning and
/// says where a match of which pattern may begin.
///
/// It is not deterministic; each lane makes the states it needs of it, see `CandidateScanner`.
/// Immutable, so lanes share it.
struct CandidateAutomaton: Sendable {
  /// A transition by the number of its set of symbols.
  struct Transition {
    /// A state; from `stateCount` on: a pattern, of which a match may begin here.
    var target: UInt32
    var set: UInt32
  }

  let stateCount: Int
  let patternCount: Int
  /// The class of each symbol; symbols of one class are never told apart.
  let classes: [UInt8]
  let classCount: Int
  /// The kind of each class: symbols of one kind are the same behind a match.
  let kinds: [UInt8]
  let kindCount: Int

  /// Where the transitions of each state begin, and as the last number where they end.
  private let offsets: [UInt32]
  private let transitions: [Transition]
  /// Whether a set has a class, by set × `classCount` + class.
  private let members: [Bool]
  /// Where the targets of each kind × `classCount` + class begin in `startTargets`.
  private let startOffsets: [UInt32]
  private let startTargets: [UInt32]

  /// How many symbols can be told apart; more would not fit a byte.
  private static let mostClasses = 255

  /// Joins `patterns`, the automaton of pattern 0 first; nil if that is too much.
  init?(_ patterns: [BackwardPattern]) {
    patternCount = patterns.count
    let stateCount = patterns.reduce(0) { $0 + $1.states.count }
    self.stateCount = stateCount
    var sets = NumberedSets()
    var offsets: [UInt32] = [0]
    var transitions: [Transition] = []
    var starts: [(behind: SymbolSet, transition: Transition)] = []
    var base = 0
    for (number, pattern) in patterns.enumerated() {
      func joined(_ transition: BackwardPattern.Transition) -> Transition {
        let isEnd = transition.target == BackwardPattern.end
        return Transition(
          target: UInt32(isEnd ? stateCount + number : base + transition.target),
          set: sets.number(of: transition.symbols)
        )
      }
      for state in pattern.states {
        transitions += state.map(joined)
        offsets.append(UInt32(transitions.count))
      }
      starts += pattern.starts.map { ($0.behind, joined($0.transition)) }
      base += pattern.states.count
    }
    let behind = Set(starts.map(\.behind))
    var symbols = SymbolPartition()
    for set in behind { symbols.divide(by: set) }
    let kindOfSymbol = symbols.numbers
    kindCount = symbols.count
    for set in sets.sets { symbols.divide(by: set) }
    guard symbols.count <= Self.mostClasses else { return nil }
    classes = symbols.numbers.map { UInt8($0) }
    classCount = symbols.count
    let samples = symbols.samples
    kinds = samples.map { UInt8(kindOfSymbol[$0]) }
    members = sets.sets.flatMap { set in samples.map { set.contains($0) } }
    self.offsets = offsets
    self.transitions = transitions

    var targets = [[UInt32]](repeating: [], count: kindCount * classCount)
    var kindSamples = [Int](repeating: 0, count: kindCount)
    for (symbol, kind) in kindOfSymbol.enumerated() { kindSamples[kind] = symbol }
    for start in starts {
      let set = Int(start.transition.set) * classCount
      for kind in 0..<kindCount where start.behind.contains(kindSamples[kind]) {
        for number in 0..<classCount where members[set + number] {
          targets[kind * classCount + number].append(start.transition.target)
        }
      }
    }
    var startOffsets: [UInt32] = [0]
    var startTargets: [UInt32] = []
    for list in targets {
      startTargets += list
      startOffsets.append(UInt32(startTargets.count))
    }
    self.startOffsets = startOffsets
    self.startTargets = startTargets
  }

  /// Calls `body` with each target of `state` on a symbol of the class; targets may come twice.
  @inline(__always)
  func forEachTarget(of state: UInt32, on symbolClass: Int, _ body: (UInt32) -> Void) {
    for index in Int(offsets[Int(state)])..<Int(offsets[Int(state) + 1]) {
      let transition = transitions[index]
      if members[Int(transition.set) * classCount + symbolClass] { body(transition.target) }
    }
  }

  /// Calls `body` with each state in which a match may be read from its last symbol, of the class,
  /// on, when a symbol of the kind stands behind it; states may come twice.
  @inline(__always)
  func forEachStart(behind kind: Int, on symbolClass: Int, _ body: (UInt32) -> Void) {
    let place = kind * classCount + symbolClass
    for index in Int(startOffsets[place])..<Int(startOffsets[place + 1]) {
      body(startTargets[index])
    }
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

/// The symbols, divided into classes that no set seen so far tells apart.
private struct SymbolPartition {
  /// The class of each symbol, from 0.
  private(set) var numbers = [Int](repeating: 0, count: SymbolSet.symbolCount)
  private(set) var count = 1

  mutating func divide(by set: SymbolSet) {
    var renamed: [Int: Int] = [:]
    var next = 0
    for symbol in numbers.indices {
      let key = numbers[symbol] * 2 + (set.contains(symbol) ? 1 : 0)
      let number = renamed[key] ?? next
      if number == next {
        renamed[key] = number
        next += 1
      }
      numbers[symbol] = number
    }
    count = next
  }

  /// A symbol of each class.
  var samples: [Int] {
    var samples = [Int](repeating: 0, count: count)
    for (symbol, number) in numbers.enumerated() { samples[number] = symbol }
    return samples
  }
}
