import GalleyKit
import GalleyLearning

/// Decides where the rules are in doubt.
protocol SentenceJudge {
  /// Whether it has an opinion of its own; else it is not asked.
  static var isPresent: Bool { get }

  /// Whether a sentence ends at the point.
  mutating func ends(_ point: SentencePoint) -> Bool
}

/// The rules themselves.
struct NoJudge: SentenceJudge {
  static var isPresent: Bool { false }

  func ends(_ point: SentencePoint) -> Bool { point.rule }
}

/// A model.
struct ModelJudge: SentenceJudge {
  static var isPresent: Bool { true }

  private let model: SentenceModel
  private var features: [UInt64] = []

  init(_ model: SentenceModel) { self.model = model }

  mutating func ends(_ point: SentencePoint) -> Bool {
    features.removeAll(keepingCapacity: true)
    point.append(to: &features)
    return model.ends(features, rule: point.rule)
  }
}

/// Annotated sentences, whose ends become examples to learn from.
final class GoldJudge: SentenceJudge {
  static var isPresent: Bool { true }

  private(set) var examples = SequenceExamples()
  /// Where the sentences of the text in work begin.
  private var starts: Set<Int> = []
  private var features: [UInt64] = []

  /// Goes on with another text.
  func begin(_ sentences: [TextSpan]) {
    starts = Set(sentences.map { Int($0.start) })
  }

  func ends(_ point: SentencePoint) -> Bool {
    let ends = starts.contains(point.after.start)
    features.removeAll(keepingCapacity: true)
    point.append(to: &features)
    examples.append(features, label: ends ? 1 : 0)
    examples.endSequence()
    return ends
  }
}
