import GalleyKit

/// The types and features the words of CoNLL-U become, as far as they are declared.
struct CoNLLUColumns: Sendable {
  private let sentence: Symbol
  private let token: Symbol
  /// Features by name; without those that are not declared or of another kind.
  private let features: [String: Symbol]

  init(_ setup: borrowing Setup) {
    sentence = setup.type("Sentence")
    token = setup.type("Token")
    let kinds: [String: FeatureKind] = [
      "lemma": .text, "upos": .text, "xpos": .text, "feats": .text, "deprel": .text,
      "head": .reference, "mwt": .span,
    ]
    let declared = setup.schema.first { $0.name == "Token" }?.features ?? []
    var features: [String: Symbol] = [:]
    for feature in declared where kinds[feature.name] == feature.kind {
      features[feature.name] = setup.feature("Token", feature.name)
    }
    self.features = features
  }

  /// Hands over the sentences and words of the document handed over last.
  ///
  /// - Throws: `HostRefusal` when the run ends.
  func hand(
    _ document: CoNLLUDocument,
    to batch: borrowing DocumentBatch,
    layer: String
  ) throws(HostRefusal) {
    var before: UInt32 = 0
    if sentence != .none {
      var sentences = AnnotationBatch(sentence)
      for range in document.sentences {
        let words = document.words[range]
        guard let first = words.first, let last = words.last else { continue }
        sentences.append(TextSpan(start: first.span.start, end: last.span.end))
      }
      before = UInt32(sentences.count)
      try batch.annotate(layer: layer, sentences)
    }
    guard token != .none else { return }
    var columns: [ColumnBuilder] = []
    append("lemma", to: &columns, document, batch) { $0.lemma }
    append("upos", to: &columns, document, batch) { $0.upos }
    append("xpos", to: &columns, document, batch) { $0.xpos }
    append("feats", to: &columns, document, batch) { $0.feats }
    append("deprel", to: &columns, document, batch) { $0.deprel }
    if let head = features["head"] { columns.append(heads(head, document, before)) }
    if let mwt = features["mwt"] {
      var column = ColumnBuilder(mwt, .span)
      for word in document.words {
        if let span = word.contraction { column.append(span: span) } else { column.appendNull() }
      }
      columns.append(column)
    }
    var words = AnnotationBatch(token, columns: columns)
    words.append(contentsOf: document.words.map(\.span))
    try batch.annotate(layer: layer, words)
  }

  private func append(
    _ name: String,
    to columns: inout [ColumnBuilder],
    _ document: CoNLLUDocument,
    _ batch: borrowing DocumentBatch,
    _ value: (CoNLLUDocument.Word) -> String?
  ) {
    guard let feature = features[name] else { return }
    var column = ColumnBuilder(feature, .text)
    for word in document.words {
      if let text = value(word) {
        column.append(text: batch.text(text))
      } else {
        column.appendNull()
      }
    }
    columns.append(column)
  }

  /// References to words, which get ids behind those of `before` sentences.
  private func heads(
    _ feature: Symbol,
    _ document: CoNLLUDocument,
    _ before: UInt32
  ) -> ColumnBuilder {
    var column = ColumnBuilder(feature, .reference)
    for sentence in document.sentences {
      for word in document.words[sentence] {
        if let head = word.head, head > 0, head <= sentence.count {
          column.append(reference: before + UInt32(sentence.lowerBound + head))
        } else {
          column.appendNull()
        }
      }
    }
    return column
  }
}
