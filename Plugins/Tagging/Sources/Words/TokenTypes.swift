import GalleyKit

/// The types this plugin's stages read and add to.
enum TokenTypes {
  static let upos = FeatureDeclaration(
    "upos",
    .text,
    help: "Part of speech of Universal Dependencies: NOUN, VERB …"
  )
  static let xpos = FeatureDeclaration(
    "xpos",
    .text,
    help: "Part of speech of the Penn Treebank: NN, VBZ …"
  )
  static let lemma = FeatureDeclaration("lemma", .text, help: "Dictionary form.")

  static let sentence = TypeDeclaration("Sentence", help: "A sentence.")

  /// Tokens with some features.
  static func token(_ features: FeatureDeclaration...) -> TypeDeclaration {
    TypeDeclaration("Token", features, help: "A word, number, sign or address.")
  }
}

/// The words and sentences of a document, used again for later ones.
struct TokenScan {
  /// In annotation order.
  private(set) var words: [TextSpan] = []
  /// Rows of the words in their table.
  private(set) var rows: [Int] = []
  private(set) var sentences: [TextSpan] = []

  mutating func read(_ tokens: AnnotationTable, _ sentenceTable: AnnotationTable) {
    words.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
    for row in tokens.rows {
      words.append(tokens.span(row))
      rows.append(row)
    }
    for row in sentenceTable.rows { sentences.append(sentenceTable.span(row)) }
  }
}
