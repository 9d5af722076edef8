package import GalleyKit

/// A document with the annotations a pipeline must find in it.
package struct PipelineTest: Sendable {
  package enum Input: Sendable, Hashable {
    /// An absolute path.
    case file(String)
    case text(String)
  }

  package enum Expectation: Sendable, Hashable {
    /// The absolute path of what `jsonl@1` writes.
    case file(String)
    /// The marks of the text: all annotations of their types, with these features.
    case marks([MarkedText.Mark])
  }

  package var name: String
  package var input: Input
  package var expectation: Expectation
  /// The types that count; nil: all, or those of the marks.
  package var types: [String]?
  /// What is known of the document, `published` too.
  package var metadata: [String: JSONValue]
  package var location: SourceLocation
  /// Where `file:`, `text:` or `marked:` is written.
  package var inputLocation: SourceLocation
  /// Where `expect:` or `marked:` is written.
  package var expectLocation: SourceLocation
}
