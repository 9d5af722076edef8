public import GalleyKit

extension MarkedText {
  /// The annotations the marks name, in annotation order.
  public var annotations: [TestAnnotation] {
    marks.compactMap { mark in mark.type.map { TestAnnotation($0, mark.span, mark.features) } }
  }

  /// The text with the annotations, to be given to a stage.
  public var document: TestDocument { TestDocument(text, annotations: annotations) }

  /// Spans and types of annotations with the features named in the marks, for comparison.
  ///
  /// Ids, provenance and features that no mark of the type names are left out.
  public func comparable(_ annotations: [TestAnnotation]) -> [TestAnnotation] {
    var named: [String: Set<String>] = [:]
    for mark in marks {
      if let type = mark.type { named[type, default: []].formUnion(mark.features.keys) }
    }
    return annotations.sorted { ($0.span, $0.type) < ($1.span, $1.type) }.map { annotation in
      let names = named[annotation.type] ?? []
      return TestAnnotation(
        annotation.type,
        annotation.span,
        annotation.features.filter { names.contains($0.key) }
      )
    }
  }
}
