/// Numbers that look random and are the same in every run (SplitMix64: Steele, Lea, Flood, *Fast
/// splittable pseudorandom number generators*, 2014, DOI 10.1145/2660193.2660195).
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// Shuffles (Fisher and Yates); the standard library does not promise its order.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for i in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(i, Int(next() % UInt64(i + 1)))
    }
  }
}
