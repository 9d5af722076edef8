public import GalleyKit

/// A text with marks for what a test gives or expects, so that nobody counts offsets by hand.
///
/// `[Ann Lee](Person gender=female){actors} met [[Bo]{first} Ray](Person).`
///
/// - `[covered]` marks a span; brackets may stand in each other.
/// - `(Type feature=value)` names an annotation with its features. A value is a text, unless it reads
///   as a number, `true` or `false`; in double quotes it is a text with blanks, too.
/// - `{name}` names a capture. Both may follow one bracket, in any order; one alone is enough, and
///   so is none.
/// - `\[`, `\]` and `\\` stand for themselves.
public struct MarkedText: Sendable, Hashable {
  /// A bracket with what follows it.
  public struct Mark: Sendable, Hashable {
    /// UTF-8 bytes of the text without marks.
    public var span: TextSpan
    /// nil: the bracket names no annotation.
    public var type: String?
    public var features: [String: JSONValue] = [:]
    public var capture: String?

    init(_ span: TextSpan) { self.span = span }
  }

  /// Without the marks.
  public private(set) var text = ""
  /// In annotation order.
  public private(set) var marks: [Mark] = []

  /// - Throws: `MarkError` with the column of what is wrong.
  public init(_ marked: String) throws(MarkError) {
    var scanner = MarkScanner(marked)
    (text, marks) = try scanner.scan()
    marks.sort { $0.span < $1.span }
  }

  /// The annotations the marks name, in annotation order.
  public var annotations: [TestAnnotation] {
    marks.compactMap { mark in mark.type.map { TestAnnotation($0, mark.span, mark.features) } }
  }

  /// The text with the annotations, to be given to a stage.
  public var document: TestDocument { TestDocument(text, annotations: annotations) }

  public func coveredText(of mark: Mark) -> String {
    String(decoding: Array(text.utf8)[mark.span.range], as: UTF8.self)
  }

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

/// What is wrong with the marks of a text.
public struct MarkError: Error, Sendable, Hashable, CustomStringConvertible {
  /// 1-based, in code points.
  public var column: Int
  public var message: String

  public var description: String { "\(column): \(message)" }
}
