/// A fingerprint of bytes, for cache keys and reports; not meant against forgery.
///
/// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv-17, section 2).
package enum ContentHash {
  /// 16 hexadecimal digits.
  package static func of(_ bytes: some Sequence<UInt8>) -> String {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The same as a number.
  static func number(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
