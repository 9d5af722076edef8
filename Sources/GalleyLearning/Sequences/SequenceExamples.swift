/// Sequences with their labels and features, to learn from.
public struct SequenceExamples: Sendable {
  /// Features of all positions.
  private(set) var features: [UInt64] = []
  /// Where the features of each position end.
  private(set) var featureEnds: [Int] = []
  private(set) var labels: [UInt8] = []
  /// Where the positions of each sequence end.
  private(set) var ends: [Int] = []

  public init() {}

  /// Positions in all.
  public var count: Int { labels.count }

  /// Adds a position to the sequence begun.
  public mutating func append(_ features: some Sequence<UInt64>, label: UInt8) {
    self.features.append(contentsOf: features)
    featureEnds.append(self.features.count)
    labels.append(label)
  }

  /// Ends a sequence.
  public mutating func endSequence() {
    if labels.count > ends.last ?? 0 { ends.append(labels.count) }
  }
}
