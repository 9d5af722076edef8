import GalleyKit
import GalleyLearning

/// What was learned about doubtful ends of sentences: a weight for each feature of `SentencePoint`.
struct SentenceModel: Sendable {
  static let kind = "sentences/1"
  /// How sure the model has to be to overrule the rules: odds of e^1.5, between 4 and 5 to 1.
  ///
  /// Without it news, which rules split well, suffers from what was learned of mails.
  private static let margin = WeightTable.one * 3 / 2

  private let weights: SequenceModel

  /// Opens a model; the bytes must outlive it.
  ///
  /// - Throws: `ModelProblem`.
  init(_ bytes: UnsafeRawBufferPointer) throws(ModelProblem) {
    let file = try ModelFile(bytes, kind: Self.kind)
    weights = try SequenceModel(
      weights: try file.section("weights"),
      transitions: try file.section("transitions"),
      labelCount: 2
    )
  }

  /// Whether a sentence ends at a point with these features, at which the rules say `rule`.
  func ends(_ features: [UInt64], rule: Bool) -> Bool {
    let odds = withUnsafeTemporaryAllocation(of: Int16.self, capacity: 2) { scores in
      guard let base = scores.baseAddress else { return 0 }
      scores.initialize(repeating: 0)
      weights.add(features, to: base)
      return Int(scores[1]) - Int(scores[0])
    }
    return rule ? odds > -Self.margin : odds > Self.margin
  }

  /// A model as a file.
  static func bytes(_ sections: SequenceModel.Sections, made: JSONValue) -> [UInt8] {
    ModelFile.bytes(
      kind: kind,
      made: made,
      sections: [("transitions", sections.transitions), ("weights", sections.weights)]
    )
  }
}
