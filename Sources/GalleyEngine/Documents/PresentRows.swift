/// The rows of a column that have a value, in order.
///
/// Features such as contractions have values in few rows: whole words of bits are passed over.
struct PresentRows: Sequence, IteratorProtocol {
  private let count: Int
  /// Bit i of word i / 64: row i has a value; nil: every row has one.
  private let bits: UnsafePointer<UInt64>?
  private var word = 0
  /// Bits of the current word that are still to come.
  private var rest: UInt64

  init(count: Int, bits: UnsafePointer<UInt64>?) {
    self.count = count
    self.bits = bits
    rest = count > 0 ? bits?[0] ?? .max : 0
  }

  mutating func next() -> Int? {
    while rest == 0 {
      word += 1
      guard word << 6 < count else { return nil }
      rest = bits?[word] ?? .max
    }
    let row = word << 6 + rest.trailingZeroBitCount
    rest &= rest - 1
    return row < count ? row : nil
  }
}
