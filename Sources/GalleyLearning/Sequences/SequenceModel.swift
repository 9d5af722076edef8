/// A linear-chain model: what features say about the label of a position, and what a label says
/// about the next one.
///
/// Weights are whole numbers, so that scores are the same on every machine.
public struct SequenceModel: Sendable {
  /// Most labels a model can have: labels are numbered in 8 bits.
  public static let mostLabels = 255

  public let labelCount: Int
  let weights: WeightTable
  /// The row of a label is what follows it.
  let transitions: [Int32]

  /// The sections of a model file that hold it.
  public struct Sections: Sendable, Hashable {
    public var weights: [UInt8]
    public var transitions: [UInt8]
  }

  /// Opens a model; the bytes must outlive it.
  ///
  /// - Throws: `ModelProblem` when they are damaged.
  public init(
    weights: UnsafeRawBufferPointer,
    transitions: UnsafeRawBufferPointer,
    labelCount: Int
  ) throws(ModelProblem) {
    guard (1...Self.mostLabels).contains(labelCount) else {
      throw ModelProblem("has \(labelCount) labels; it can have 1 to \(Self.mostLabels)")
    }
    guard transitions.count == labelCount * labelCount else {
      throw ModelProblem("has a table of transitions with a wrong size")
    }
    self.labelCount = labelCount
    self.weights = try WeightTable(weights, labels: labelCount)
    self.transitions = transitions.map { Int32(Int8(bitPattern: $0)) }
  }

  /// Adds what features say to the scores of the labels, `labelCount` of them; up to 250 features can
  /// be added.
  public func add(_ features: [UInt64], to scores: UnsafeMutablePointer<Int16>) {
    weights.add(features, to: scores)
  }
}
