import GalleyKit

/// What expressions say by themselves, by their rule and what its groups cover.
///
/// Texts tell of Tuesday again and again. What the groups cover decides the templates alone, so that one
/// that has been seen is found by its bytes, and no text is made. One per lane, of bounded size.
struct ExpressionCache {
  private var expressions: [Expression] = []
  /// The keys, one behind the other; and where each ends.
  private var keys: [UInt8] = []
  private var ends: [Int] = [0]
  /// Numbers of expressions by the hash of their key, plus 1; 0 is free.
  private var slots = [UInt32](repeating: 0, count: Self.slotCount)
  private var key: [UInt8] = []

  private static let slotCount = 1 << 13
  private static let mostExpressions = slotCount / 2
  /// Longer ones do not come again.
  private static let longestKey = 96

  /// The expression of a match.
  ///
  /// - Parameters:
  ///   - rule: the number of its rule among those of the stage.
  ///   - groups: what the groups cover of which its templates make use.
  ///   - text: the text of the document.
  ///   - make: reads the expression where it has not been seen.
  /// - Returns: what it says.
  mutating func expression(
    rule: Int,
    groups: some Sequence<TextSpan?>,
    in text: UnsafeBufferPointer<UInt8>,
    _ make: () -> Expression
  ) -> Expression {
    writeKey(rule, groups, text)
    guard key.count <= Self.longestKey else { return make() }
    var slot = place()
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if keys[ends[number]..<ends[number + 1]].elementsEqual(key) { return expressions[number] }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    let expression = make()
    if expressions.count == Self.mostExpressions {
      self = ExpressionCache()
      return expression
    }
    expressions.append(expression)
    keys += key
    ends.append(keys.count)
    slots[slot] = UInt32(expressions.count)
    return expression
  }

  /// The bytes of a key; no byte of UTF-8 is one of the marks before groups.
  private mutating func writeKey(
    _ rule: Int,
    _ groups: some Sequence<TextSpan?>,
    _ text: UnsafeBufferPointer<UInt8>
  ) {
    key.removeAll(keepingCapacity: true)
    key.append(UInt8(truncatingIfNeeded: rule))
    key.append(UInt8(truncatingIfNeeded: rule >> 8))
    key.append(UInt8(truncatingIfNeeded: rule >> 16))
    for span in groups {
      guard let span else {
        key.append(0xFE)
        continue
      }
      key.append(0xFF)
      key += text[span.range]
      if key.count > Self.longestKey { return }
    }
  }

  /// Where the key belongs; FNV-1a, doi:10.17487/RFC9923.
  private func place() -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32) & (Self.slotCount - 1)
  }
}
