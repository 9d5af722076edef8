/// The hashes of all beginnings of names, with the names that end there: an open-addressing table.
///
/// A slot is 0 while it is empty; else its upper half is that of the hash, below stand the number of the
/// first name, from 1 and 0 for none, and one bit that says whether longer names begin so. Two
/// sequences whose hashes agree in both the slot and the upper half share it, which costs comparisons
/// and nothing else.
struct SequenceTable: @unchecked Sendable {
  // Unchecked: written while the index is built, and read by nobody before that.
  private let slots: UnsafeMutablePointer<UInt64>
  private let mask: UInt64

  struct Slot {
    var value: UInt64

    var isEmpty: Bool { value == 0 }
    var goesOn: Bool { value & 1 != 0 }
    /// The first form that ends here; nil for none.
    var form: Int? { value & 0xFFFF_FFFE == 0 ? nil : Int(value & 0xFFFF_FFFF) >> 1 - 1 }
  }

  /// A table for at most `count` beginnings.
  init(count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = UInt64(size - 1)
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
  }

  /// The slot of a hash; empty when there is none.
  @inline(__always)
  func find(_ hash: UInt64) -> Slot { Slot(value: slots[place(of: hash)]) }

  /// Marks a beginning that goes on.
  ///
  /// - Returns: whether it was not there.
  func insert(beginning hash: UInt64) -> Bool {
    let place = place(of: hash)
    let isNew = slots[place] == 0
    slots[place] = upper(hash) | slots[place] | 1
    return isNew
  }

  /// Puts a form at the end of a sequence.
  ///
  /// - Returns: the form that was there, and whether the sequence was not.
  func insert(form: Int, at hash: UInt64) -> (before: Int?, isNew: Bool) {
    let place = place(of: hash)
    let slot = Slot(value: slots[place])
    slots[place] = upper(hash) | UInt64(form + 1) << 1 | slot.value & 1
    return (slot.form, slot.isEmpty)
  }

  func deallocate() { slots.deallocate() }

  @inline(__always)
  private func upper(_ hash: UInt64) -> UInt64 { hash & 0xFFFF_FFFF_0000_0000 }

  @inline(__always)
  private func place(of hash: UInt64) -> Int {
    var place = hash & mask
    while slots[Int(place)] != 0, slots[Int(place)] >> 32 != hash >> 32 {
      place = (place &+ 1) & mask
    }
    return Int(place)
  }
}
