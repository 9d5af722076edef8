package import GalleyKit

/// A document at the end of its way through a run, as values: what is shown to people.
package struct FinishedDocument: Sendable {
  /// An annotation with who made it.
  package struct Annotation: Sendable, Hashable {
    package var type: String
    /// UTF-8 bytes of the original text.
    package var span: TextSpan
    /// In the order of the schema, without those that have no value.
    package var features: [Feature]
    /// Nil when it has none.
    package var id: UInt32?
    /// The stage, and the rule behind a slash when there is one.
    package var by: String
  }

  /// A feature with its value: spans as `[start, end]` in UTF-8 bytes, references as ids.
  package struct Feature: Sendable, Hashable {
    package var name: String
    package var value: JSONValue
    /// What the value is, of a list its items; nil when it is not known.
    package var kind: FeatureKind?
  }

  package var id: String
  /// A path, with a line where there is one.
  package var origin: String
  /// UTF-8.
  package var text: [UInt8]
  /// Sorted by the bytes of the keys.
  package var metadata: [(key: String, value: JSONValue)]
  /// In annotation order; those that a later stage has hidden are left out.
  package var annotations: [Annotation]
  /// What went wrong on the way; when a stage stopped the document, only what was found before is
  /// there.
  package var failures: [RunFailure]
}

extension FinishedDocument {
  init(_ document: WorkingDocument, origins: OriginTable, failures: [RunFailure]) {
    id = document.id
    origin = document.origin
    text = Array(document.utf8)
    metadata = document.metadata
    annotations = Self.annotations(of: document, origins)
    self.failures = failures
  }

  /// The metadata of a key, when it is a text.
  package func text(ofMetadata key: String) -> String? {
    metadata.first { $0.key == key }?.value.text
  }

  /// The text inside a span.
  package func covered(_ span: TextSpan) -> String {
    String(decoding: text[span.range.clamped(to: 0..<text.count)], as: UTF8.self)
  }

  private static func annotations(
    of document: WorkingDocument,
    _ origins: OriginTable
  ) -> [Annotation] {
    var columns: [String: [FeatureDeclaration]] = [:]
    for type in document.schema.types { columns[type.declaration.name] = type.declaration.features }
    var rows = document.annotations.filter { !$0.isHidden }
    rows.sort { ($0.span, $0.type, $0.id) < ($1.span, $1.type, $1.id) }
    return rows.map { row in
      Annotation(
        type: row.type,
        span: row.span,
        features: (columns[row.type] ?? []).compactMap { feature in
          row.features[feature.name].map {
            Feature(name: feature.name, value: $0, kind: feature.items ?? feature.kind)
          }
        },
        id: row.id,
        by: origins.label(stage: row.stage, rule: row.rule)
      )
    }
  }
}

extension OriginTable {
  /// `stage/rule`, or `stage`.
  func label(stage number: UInt32, rule: UInt32) -> String {
    let stage = stage(number)
    return self.rule(rule, of: number).map { "\(stage)/\($0)" } ?? stage
  }
}
