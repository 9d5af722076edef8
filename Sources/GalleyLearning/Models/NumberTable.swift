/// Numbers of hashes, such as the class of each word of a lexicon.
///
/// An entry is the last 16 bits of the hash and the number, 16 bits each.
public struct NumberTable: Sendable {
  private let buckets: HashBuckets

  /// Opens a table.
  ///
  /// `name`: what it holds, in the plural, for messages.
  ///
  /// - Throws: `ModelProblem` when the bytes are damaged, or a number is not below `limit`.
  public init(
    _ bytes: UnsafeRawBufferPointer,
    of name: String,
    limit: Int
  ) throws(ModelProblem) {
    buckets = try HashBuckets(bytes, of: name)
    guard buckets.entries.count.isMultiple(of: 4) else {
      throw ModelProblem("has a damaged table of \(name)")
    }
    for bucket in 0...buckets.count where !buckets.offset(bucket).isMultiple(of: 4) {
      throw ModelProblem("has a damaged table of \(name)")
    }
    for entry in stride(from: 0, to: buckets.entries.count, by: 4) where number(entry) >= limit {
      throw ModelProblem("has a table of \(name) with a number that is too high")
    }
  }

  /// The number of a hash; nil when the table has none.
  public func number(of hash: UInt64) -> Int? {
    let bucket = buckets.bucket(of: hash)
    let check = UInt16(truncatingIfNeeded: hash)
    for entry in stride(from: buckets.offset(bucket), to: buckets.offset(bucket + 1), by: 4)
    where buckets.entries.loadUnaligned(fromByteOffset: entry, as: UInt16.self) == check {
      return number(entry)
    }
    return nil
  }

  private func number(_ entry: Int) -> Int {
    Int(buckets.entries.loadUnaligned(fromByteOffset: entry + 2, as: UInt16.self))
  }

  /// The bytes of a table; numbers below 65,536.
  public static func bytes(_ numbers: [UInt64: Int]) -> [UInt8] {
    HashBuckets.bytes(
      numbers.sorted { $0.key < $1.key }.map { hash, number in
        (hash, HashBuckets.check(hash) + [UInt8(number & 0xFF), UInt8(number >> 8)])
      }
    )
  }
}
