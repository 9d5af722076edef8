/// Finds states of a joined automaton that are always reached together, so that one can stand for all.
///
/// Patterns of a set often end alike, and the automaton reads their ends first: twenty patterns that
/// end with a capitalised word are one pattern for as long as it reads that word. States are put into
/// one block if they are reached from the same blocks on the same symbols; blocks are divided until
/// that holds (J. E. Hopcroft, "An n log n algorithm for minimizing states in a finite automaton",
/// 1971, doi:10.1016/B978-0-12-417750-5.50022-1, does it with less work). A merged state does
/// what any of its states does; so even two states merged by mistake, as the hashes here allow,
/// could only make candidates that PCRE2 refuses.
struct StateMerger {
  /// The block of each state.
  private(set) var blocks: [UInt32]
  private(set) var count = 1

  /// Blocks are divided at most so often; then states are merged that differ further back.
  private static let mostRounds = 100

  init(
    stateCount: Int,
    _ transitions: [JoinedPatterns.Step],
    _ starts: [JoinedPatterns.Step]
  ) {
    blocks = Array(repeating: 0, count: stateCount)
    for _ in 0..<Self.mostRounds {
      let before = count
      divide(transitions, starts)
      if count == before { return }
    }
  }

  private mutating func divide(
    _ transitions: [JoinedPatterns.Step],
    _ starts: [JoinedPatterns.Step]
  ) {
    var sums = blocks.map { Self.mixed(UInt64($0)) }
    for step in transitions where step.target < blocks.count {
      sums[Int(step.target)] &+= Self.hash(UInt64(blocks[Int(step.source)]), step.set)
    }
    for step in starts {
      sums[Int(step.target)] &+= Self.hash(UInt64(step.source) | 1 << 32, step.set)
    }
    var numbers: [UInt64: UInt32] = [:]
    numbers.reserveCapacity(count * 2)
    for (state, sum) in sums.enumerated() {
      let next = UInt32(numbers.count)
      blocks[state] = numbers[sum, default: next]
      if blocks[state] == next { numbers[sum] = next }
    }
    count = numbers.count
  }

  private static func hash(_ source: UInt64, _ set: UInt32) -> UInt64 {
    mixed(mixed(source) ^ UInt64(set))
  }

  /// SplitMix64's finalizer, see `doi:10.1145/2660193.2660195`.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
