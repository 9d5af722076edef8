import Foundation

/// The hash by which others can tell that they have the same file (FIPS 180-4, section 6.2).
///
/// `ContentHash` is faster and finds changes; this one also stands in published lists of files.
enum SHA256 {
  /// 64 hexadecimal digits.
  static func of(_ bytes: some Collection<UInt8>) -> String {
    var state = initial
    var block: [UInt8] = []
    block.reserveCapacity(64)
    for byte in bytes {
      block.append(byte)
      if block.count == 64 {
        mix(block, into: &state)
        block.removeAll(keepingCapacity: true)
      }
    }
    block.append(0x80)
    if block.count > 56 {
      block += repeatElement(0, count: 64 - block.count)
      mix(block, into: &state)
      block.removeAll(keepingCapacity: true)
    }
    block += repeatElement(0, count: 56 - block.count)
    withUnsafeBytes(of: UInt64(bytes.count * 8).bigEndian) { block.append(contentsOf: $0) }
    mix(block, into: &state)
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The first 32 bits behind the point of the square roots of the first 8 primes.
  private static let initial: [UInt32] = primes.prefix(8).map {
    fraction(of: Double($0).squareRoot())
  }

  /// The same of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = primes.map { fraction(of: cubeRoot(of: $0)) }

  private static let primes: [Int] = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }

  private static func fraction(of number: Double) -> UInt32 {
    UInt32((number - number.rounded(.down)) * 4_294_967_296)
  }

  /// Newton's method: the C library does not promise the last bits of its `cbrt`.
  private static func cubeRoot(of number: Int) -> Double {
    let number = Double(number)
    var root = number / 2
    for _ in 0..<64 { root -= (root * root * root - number) / (3 * root * root) }
    return root
  }

  private static func mix(_ block: [UInt8], into state: inout [UInt32]) {
    var words: [UInt32] = (0..<16).map { i in
      block[i * 4..<i * 4 + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    for i in 16..<64 {
      let (early, late) = (words[i - 15], words[i - 2])
      let small = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let large = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      words.append(words[i - 16] &+ small &+ words[i - 7] &+ large)
    }
    var s = state
    for i in 0..<64 {
      let choice = s[4] & s[5] ^ ~s[4] & s[6]
      let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
      let first =
        s[7] &+ (rotated(s[4], 6) ^ rotated(s[4], 11) ^ rotated(s[4], 25)) &+ choice
        &+ constants[i] &+ words[i]
      let second = (rotated(s[0], 2) ^ rotated(s[0], 13) ^ rotated(s[0], 22)) &+ majority
      s = [first &+ second, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    for i in 0..<8 { state[i] &+= s[i] }
  }

  private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }
}
