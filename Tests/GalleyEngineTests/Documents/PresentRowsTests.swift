import Testing

@testable import GalleyEngine

struct PresentRowsTests {
  @Test(arguments: [0, 1, 63, 64, 65, 128, 200])
  func `finds the rows whose bits are set`(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    for sparseness in [1, 2, 70] {
      var bits = [UInt64](repeating: 0, count: (count + 63) / 64)
      let rows = (0..<count).filter { _ in Int.random(in: 0..<sparseness, using: &random) == 0 }
      for row in rows { bits[row / 64] |= 1 << UInt64(row % 64) }
      // What lies behind the last row does not count.
      if count % 64 > 0 { bits[count / 64] |= .max << UInt64(count % 64) }
      let found = bits.withUnsafeBufferPointer {
        Array(PresentRows(count: count, bits: $0.baseAddress))
      }
      #expect(found == rows)
    }
    #expect(Array(PresentRows(count: count, bits: nil)) == Array(0..<count))
  }
}
