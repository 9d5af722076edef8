/// The positions at which rules may match, by rule.
struct StartList {
  /// Rules that have some, in order.
  private var active: [UInt32] = []
  private var positions: [[UInt32]]

  init(ruleCount: Int) { positions = Array(repeating: [], count: ruleCount) }

  @inline(__always)
  mutating func note(_ rule: UInt32, _ position: Int) {
    guard let last = positions[Int(rule)].last else {
      active.append(rule)
      positions[Int(rule)].append(UInt32(position))
      return
    }
    guard last != position else { return }
    positions[Int(rule)].append(UInt32(position))
  }

  var rules: [UInt32] { active.sorted() }

  /// The positions of a rule, ascending.
  mutating func sorted(_ rule: UInt32) -> [UInt32] {
    let own = positions[Int(rule)]
    let isSorted = zip(own, own.dropFirst()).allSatisfy { $0 <= $1 }
    return isSorted ? own : own.sorted()
  }

  mutating func removeAll() {
    for rule in active { positions[Int(rule)].removeAll(keepingCapacity: true) }
    active.removeAll(keepingCapacity: true)
  }
}
