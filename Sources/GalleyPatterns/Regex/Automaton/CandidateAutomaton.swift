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
    let joined = JoinedPatterns(patterns)
    let sets = joined.sets
    stateCount = joined.stateCount
    let behind = Set(joined.starts.map(\.source)).map { sets[Int($0)] }
    var symbols = SymbolPartition()
    for set in behind { symbols.divide(by: set) }
    let kindOfSymbol = symbols.numbers
    kindCount = symbols.count
    for set in sets { symbols.divide(by: set) }
    guard symbols.count <= Self.mostClasses else { return nil }
    classes = symbols.numbers.map { UInt8($0) }
    classCount = symbols.count
    let samples = symbols.samples
    kinds = samples.map { UInt8(kindOfSymbol[$0]) }
    members = sets.flatMap { set in samples.map { set.contains($0) } }
    var offsets: [UInt32] = [0]
    for state in 0..<UInt32(stateCount) {
      var index = Int(offsets[offsets.count - 1])
      while index < joined.transitions.count, joined.transitions[index].source == state {
        index += 1
      }
      offsets.append(UInt32(index))
    }
    self.offsets = offsets
    transitions = joined.transitions.map { Transition(target: $0.target, set: $0.set) }

    var targets = [[UInt32]](repeating: [], count: kindCount * classCount)
    var kindSamples = [Int](repeating: 0, count: kindCount)
    for (symbol, kind) in kindOfSymbol.enumerated() { kindSamples[kind] = symbol }
    for start in joined.starts {
      let set = Int(start.set) * classCount
      let behind = sets[Int(start.source)]
      for kind in 0..<kindCount where behind.contains(kindSamples[kind]) {
        for number in 0..<classCount where members[set + number] {
          targets[kind * classCount + number].append(start.target)
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
