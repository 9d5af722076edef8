/// What features say about labels: for each hash of a feature the labels it speaks for or against.
///
/// An entry is the last 16 bits of the hash, the number of weights, and for each of these a label
/// and a weight, 8 bits each; or, where a third of the labels have one, `dense` and the weights of all
/// labels, which are added many at a time. A weight of 1 is written as `WeightTable.one`.
public struct WeightTable: Sendable {
  /// A weight of 1: weights go from −8 to almost 8.
  public static let one = 16

  /// Stands for the number of weights in entries that have one for each label.
  private static let dense = 255

  private let buckets: HashBuckets
  private let labels: Int

  /// Opens a table and looks at every entry, so that `add` need not.
  ///
  /// - Throws: `ModelProblem` when the bytes are damaged, or a label is not below `labels`.
  init(_ bytes: UnsafeRawBufferPointer, labels: Int) throws(ModelProblem) {
    buckets = try HashBuckets(bytes, of: "weights")
    self.labels = labels
    let entries = buckets.entries
    for bucket in 0..<buckets.count {
      var place = buckets.offset(bucket)
      let end = buckets.offset(bucket + 1)
      while place < end {
        guard place + 3 <= end else { throw ModelProblem("has a damaged table of weights") }
        let count = Int(entries[place + 2])
        let size = count == Self.dense ? labels : count * 2
        guard place + 3 + size <= end else { throw ModelProblem("has a damaged table of weights") }
        if count != Self.dense {
          for i in 0..<count where Int(entries[place + 3 + i * 2]) >= labels {
            throw ModelProblem("has a weight of a label that it does not have")
          }
        }
        place += 3 + size
      }
    }
  }

  /// Adds the weights of features to the scores of the labels.
  ///
  /// Most of the time goes into waiting for memory. So the offsets of all features are read first, then
  /// the first bytes of all their buckets: none of these reads waits for another one.
  func add(_ features: [UInt64], to scores: UnsafeMutablePointer<Int16>) {
    guard let base = buckets.entries.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: Place.self, capacity: features.count) { places in
      for (i, feature) in features.enumerated() {
        let bucket = buckets.bucket(of: feature)
        places[i] = Place(start: buckets.offset(bucket), end: buckets.offset(bucket + 1))
      }
      for i in places.indices where places[i].start < places[i].end {
        places[i].check = (base + places[i].start).loadUnaligned(as: UInt16.self)
      }
      for (i, feature) in features.enumerated() {
        add(UInt16(truncatingIfNeeded: feature), places[i], base, to: scores)
      }
    }
  }

  /// The entries of a bucket.
  private struct Place: BitwiseCopyable {
    let start: Int
    let end: Int
    /// The first 16 bits, when there are any.
    var check: UInt16 = 0
  }

  @inline(__always)
  private func add(
    _ feature: UInt16,
    _ place: Place,
    _ base: UnsafeRawPointer,
    to scores: UnsafeMutablePointer<Int16>
  ) {
    var (start, check) = (place.start, place.check)
    while start < place.end {
      let entry = base + start
      let count = Int((entry + 2).load(as: UInt8.self))
      if check == feature {
        return count == Self.dense
          ? addAll(entry + 3, to: scores) : Self.add(entry + 3, count, to: scores)
      }
      start += 3 + (count == Self.dense ? labels : count * 2)
      if start < place.end { check = (base + start).loadUnaligned(as: UInt16.self) }
    }
  }

  @inline(__always)
  private func addAll(_ weights: UnsafeRawPointer, to scores: UnsafeMutablePointer<Int16>) {
    for label in 0..<labels {
      scores[label] &+= Int16((weights + label).load(as: Int8.self))
    }
  }

  @inline(__always)
  private static func add(
    _ pairs: UnsafeRawPointer,
    _ count: Int,
    to scores: UnsafeMutablePointer<Int16>
  ) {
    for i in 0..<count {
      let pair = pairs + i * 2
      scores[Int(pair.load(as: UInt8.self))] &+= Int16((pair + 1).load(as: Int8.self))
    }
  }

  /// The bytes of a table.
  static func bytes(
    _ weights: [(feature: UInt64, weights: [(label: UInt8, weight: Int8)])],
    labels: Int
  ) -> [UInt8] {
    HashBuckets.bytes(
      weights.sorted { $0.feature < $1.feature }.map { feature, weights in
        (feature, HashBuckets.check(feature) + entry(weights, labels))
      }
    )
  }

  private static func entry(_ weights: [(label: UInt8, weight: Int8)], _ labels: Int) -> [UInt8] {
    if weights.count * 3 > labels {
      var all = [UInt8](repeating: 0, count: labels)
      for (label, weight) in weights { all[Int(label)] = UInt8(bitPattern: weight) }
      return [UInt8(dense)] + all
    }
    return [UInt8(weights.count)] + weights.flatMap { [$0.label, UInt8(bitPattern: $0.weight)] }
  }
}
