/// Places where matches may begin, by the member of the set they may belong to.
struct SortedCandidates {
  /// Offsets in the text in bytes, those of one member in a row, the last first.
  private(set) var offsets: [UInt32] = []
  /// Where the offsets of each member end.
  private var ends: [Int]

  init(memberCount: Int) {
    ends = Array(repeating: 0, count: memberCount + 1)
  }

  /// Takes what a `CandidateScanner` found, in its order.
  mutating func sort(_ found: [UInt64]) {
    for index in ends.indices { ends[index] = 0 }
    for candidate in found { ends[Int(candidate >> 32) + 1] += 1 }
    for index in 1..<ends.count { ends[index] += ends[index - 1] }
    if offsets.count < found.count { offsets = Array(repeating: 0, count: found.count * 2) }
    // What is now the beginning of each member moves to its end.
    for candidate in found {
      let member = Int(candidate >> 32)
      offsets[ends[member]] = UInt32(truncatingIfNeeded: candidate)
      ends[member] += 1
    }
  }

  /// Where in `offsets` those of the member of this number are.
  func range(ofMember number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }
}
