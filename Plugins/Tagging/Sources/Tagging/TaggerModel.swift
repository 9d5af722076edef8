import GalleyKit
import GalleyLearning

/// A tagger's model: labels, what is known of words, and weights.
struct TaggerModel: Sendable {
  static let kind = "tagger/1"

  /// Parts of speech by label: of Universal Dependencies, and of the Penn Treebank.
  struct Label: Hashable, Sendable {
    var upos: String
    var xpos: String
  }

  let labels: [Label]
  let book: WordBook
  let sequences: SequenceModel

  /// Opens a model; the bytes must outlive it.
  ///
  /// - Throws: `ModelProblem`.
  init(_ bytes: UnsafeRawBufferPointer) throws(ModelProblem) {
    let file = try ModelFile(bytes, kind: Self.kind)
    labels = try file.lines("labels").map { line throws(ModelProblem) in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw ModelProblem("has a label of \(parts.count) parts") }
      return Label(upos: String(parts[0]), xpos: String(parts[1]))
    }
    book = try WordBook(file)
    sequences = try SequenceModel(
      weights: try file.section("weights"),
      transitions: try file.section("transitions"),
      labelCount: labels.count
    )
  }
}
