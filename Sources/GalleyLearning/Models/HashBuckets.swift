/// Where the entries of a table of hashes lie: the first bits of a hash are its bucket, the last 16
/// tell the entries of one bucket apart.
///
/// ```text
/// 0   bits of a bucket number, 32 bits     4   bytes of all entries, 32 bits
/// 8   for each bucket and the end: offset of its entries, 32 bits
/// …   entries
/// ```
/// All numbers are little-endian. A table takes about 2 bytes per entry beside the entries.
struct HashBuckets: @unchecked Sendable {
  // Unchecked: the bytes are read-only.

  let bits: Int
  let entries: UnsafeRawBufferPointer
  private let offsets: UnsafeRawPointer

  /// - Throws: `ModelProblem` when the buckets do not lie one behind the other.
  init(_ bytes: UnsafeRawBufferPointer, of table: String) throws(ModelProblem) {
    guard bytes.count >= 8, let base = bytes.baseAddress else {
      throw ModelProblem("has a cut off table of \(table)")
    }
    bits = Int(base.loadUnaligned(as: UInt32.self))
    let count = Int(base.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    guard bits <= 28, bytes.count == 8 + ((1 << bits) + 1) * 4 + count else {
      throw ModelProblem("has a table of \(table) with a wrong size")
    }
    offsets = base + 8
    entries = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(8 + ((1 << bits) + 1) * 4))
    var last = 0
    for bucket in 0...1 << bits {
      let offset = offset(bucket)
      guard offset >= last, offset <= count else {
        throw ModelProblem("has a damaged table of \(table)")
      }
      last = offset
    }
    guard offset(0) == 0, last == count else {
      throw ModelProblem("has a damaged table of \(table)")
    }
  }

  var count: Int { 1 << bits }

  @inline(__always)
  func offset(_ bucket: Int) -> Int {
    Int(UInt32(littleEndian: offsets.loadUnaligned(fromByteOffset: bucket * 4, as: UInt32.self)))
  }

  @inline(__always)
  func bucket(of hash: UInt64) -> Int { bits == 0 ? 0 : Int(hash >> UInt64(64 - bits)) }

  /// The bytes of a table.
  ///
  /// `entries`: sorted by hash; each begins with the last 16 bits of its hash.
  static func bytes(_ entries: [(hash: UInt64, bytes: [UInt8])]) -> [UInt8] {
    var bits = 0
    while 2 << bits < entries.count { bits += 1 }
    var offsets: [UInt32] = []
    var body: [UInt8] = []
    var next = 0
    for bucket in 0..<1 << bits {
      offsets.append(UInt32(body.count))
      while next < entries.count,
        bits == 0 || Int(entries[next].hash >> UInt64(64 - bits)) == bucket
      {
        body.append(contentsOf: entries[next].bytes)
        next += 1
      }
    }
    offsets.append(UInt32(body.count))
    var bytes: [UInt8] = []
    for number in [UInt32(bits), UInt32(body.count)] + offsets {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes + body
  }

  /// The first bytes of an entry.
  static func check(_ hash: UInt64) -> [UInt8] {
    [UInt8(truncatingIfNeeded: hash), UInt8(truncatingIfNeeded: hash >> 8)]
  }
}
