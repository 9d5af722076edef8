/// What features say about labels: for each hash of a feature the labels it speaks for or against.
///
/// An entry is the last 16 bits of the hash, the number of weights, and for each of these a label
/// and a weight, 8 bits each; a weight of 1 is written as `WeightTable.one`.
public struct WeightTable: Sendable {
  /// A weight of 1: weights go from −8 to almost 8.
  public static let one = 16

  private let buckets: HashBuckets

  /// Opens a table and looks at every entry, so that `add` need not.
  ///
  /// - Throws: `ModelProblem` when the bytes are damaged, or a label is not below `labels`.
  init(_ bytes: UnsafeRawBufferPointer, labels: Int) throws(ModelProblem) {
    buckets = try HashBuckets(bytes, of: "weights")
    let entries = buckets.entries
    for bucket in 0..<buckets.count {
      var place = buckets.offset(bucket)
      let end = buckets.offset(bucket + 1)
      while place < end {
        guard place + 3 <= end, place + 3 + Int(entries[place + 2]) * 2 <= end else {
          throw ModelProblem("has a damaged table of weights")
        }
        for i in 0..<Int(entries[place + 2]) where Int(entries[place + 3 + i * 2]) >= labels {
          throw ModelProblem("has a weight of a label that it does not have")
        }
        place += 3 + Int(entries[place + 2]) * 2
      }
    }
  }

  /// Adds the weights of a feature to the scores of the labels.
  @inline(__always)
  func add(_ feature: UInt64, to scores: UnsafeMutablePointer<Int32>) {
    guard let base = buckets.entries.baseAddress else { return }
    let bucket = buckets.bucket(of: feature)
    let check = UInt16(truncatingIfNeeded: feature)
    var place = base + buckets.offset(bucket)
    let end = base + buckets.offset(bucket + 1)
    while place < end {
      let count = Int((place + 2).load(as: UInt8.self))
      if place.loadUnaligned(as: UInt16.self) == check {
        var pair = place + 3
        for _ in 0..<count {
          scores[Int(pair.load(as: UInt8.self))] += Int32((pair + 1).load(as: Int8.self))
          pair += 2
        }
        return
      }
      place += 3 + count * 2
    }
  }

  /// The bytes of a table.
  static func bytes(_ weights: [(feature: UInt64, weights: [(label: UInt8, weight: Int8)])])
    -> [UInt8]
  {
    HashBuckets.bytes(
      weights.sorted { $0.feature < $1.feature }.map { feature, weights in
        var bytes = HashBuckets.check(feature) + [UInt8(weights.count)]
        for (label, weight) in weights { bytes += [label, UInt8(bitPattern: weight)] }
        return (feature, bytes)
      }
    )
  }
}
