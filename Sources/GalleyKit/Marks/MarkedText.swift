/// A text with marks for what an example gives or expects, so that nobody counts offsets by hand.
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

  public func coveredText(of mark: Mark) -> String {
    String(decoding: Array(text.utf8)[mark.span.range], as: UTF8.self)
  }
}

/// What is wrong with the marks of a text.
public struct MarkError: Error, Sendable, Hashable, CustomStringConvertible {
  /// 1-based, in code points.
  public var column: Int
  public var message: String

  public var description: String { "\(column): \(message)" }

  /// UTF-8 bytes of the marked text that the column means.
  public func bytes(in marked: String) -> Range<Int> {
    let before = marked.unicodeScalars.prefix(column - 1).reduce(0) { $0 + $1.utf8.count }
    let meant = marked.unicodeScalars.dropFirst(column - 1).first
    return before..<before + (meant.map { $0.utf8.count } ?? 0)
  }
}
