/// 64 bits that stand for a feature of a position: which question was asked, and its answers.
///
/// Models keep hashes, not names. Two features share a hash once in 2⁶⁴ pairs; a model tells them
/// apart by 16 bits and the number of buckets it has, so that a feature unknown to it is taken for
/// a known one about once in 65,536 lookups, which training does not notice.
public struct FeatureHash: Hashable, Sendable {
  public var rawValue: UInt64

  /// The hash of a question without answers yet.
  @inlinable
  public init(_ question: UInt64) {
    rawValue = Self.mixed(question &+ 0x9E37_79B9_7F4A_7C15)
  }

  /// Adds an answer, or the hash of one.
  @inlinable
  public mutating func add(_ answer: UInt64) {
    rawValue = Self.mixed(rawValue ^ (answer &* 0xFF51_AFD7_ED55_8CCD))
  }

  /// The question with one answer.
  @inlinable
  public static func of(_ question: UInt64, _ a: UInt64) -> UInt64 {
    var hash = FeatureHash(question)
    hash.add(a)
    return hash.rawValue
  }

  /// The question with two answers.
  @inlinable
  public static func of(_ question: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 {
    var hash = FeatureHash(question)
    hash.add(a)
    hash.add(b)
    return hash.rawValue
  }

  /// The question with three answers.
  @inlinable
  public static func of(_ question: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    var hash = FeatureHash(question)
    hash.add(a)
    hash.add(b)
    hash.add(c)
    return hash.rawValue
  }

  /// The hash of bytes, for answers that are texts.
  @inlinable
  public static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return mixed(hash)
  }

  /// The last step of MurmurHash3 (Austin Appleby, public domain), a bijection of 64 bits.
  @inlinable
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ (value >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ (value >> 33)
  }
}
