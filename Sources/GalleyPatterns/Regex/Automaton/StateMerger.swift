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
    var beginnings = [UInt64](repeating: 0, count: stateCount)
    for step in starts {
      let source = Self.mixed(UInt64(step.source) | 1 << 32)
      beginnings[Int(step.target)] &+= Self.mixed(source ^ UInt64(step.set))
    }
    for _ in 0..<Self.mostRounds {
      let before = count
      divide(transitions, beginnings)
      if count == before { return }
    }
  }

  /// - Parameters:
  ///   - transitions: those between states, and to patterns.
  ///   - beginnings: for each state a sum of the ways to begin in it.
  private mutating func divide(_ transitions: [JoinedPatterns.Step], _ beginnings: [UInt64]) {
    let mixed = (0..<UInt64(count)).map { Self.mixed($0) }
    var sums = beginnings
    for state in blocks.indices { sums[state] &+= mixed[Int(blocks[state])] }
    for step in transitions where step.target < blocks.count {
      let source = mixed[Int(blocks[Int(step.source)])]
      sums[Int(step.target)] &+= Self.mixed(source ^ UInt64(step.set))
    }
    number(sums)
  }

  /// Puts states with the same sum into one block; blocks are numbered as they come.
  ///
  /// Sums are hashes already, so they are their own places in the table of those seen.
  private mutating func number(_ sums: [UInt64]) {
    let mask = (1 << (Int.bitWidth - (sums.count * 2).leadingZeroBitCount)) - 1
    var slots = [UInt32](repeating: .max, count: mask + 1)
    var distinct: [UInt64] = []
    distinct.reserveCapacity(count * 2)
    for (state, sum) in sums.enumerated() {
      var slot = Int(truncatingIfNeeded: sum) & mask
      while slots[slot] != .max, distinct[Int(slots[slot])] != sum { slot = (slot + 1) & mask }
      if slots[slot] == .max {
        slots[slot] = UInt32(distinct.count)
        distinct.append(sum)
      }
      blocks[state] = slots[slot]
    }
    count = distinct.count
  }

  /// SplitMix64's finalizer, see `doi:10.1145/2660193.2660195`.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
