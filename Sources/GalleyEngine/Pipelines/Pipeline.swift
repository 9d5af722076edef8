package import GalleyKit

/// A checked pipeline: every name resolved, every option typed and complete.
package struct Pipeline: Sendable {
  package var name: String
  package var major: Int
  /// The file it was loaded from, as the user typed it.
  package var file: String
  /// Every file read, included ones too, in the order they were opened.
  package var files: [String]
  /// Types declared by its stages and files, merged; in the order of first declaration.
  package var types: [TypeDeclaration]
  package var source: Stage
  package var defaults: Defaults
  /// In the order they run.
  package var stages: [Stage]
  package var exports: [Stage]
  package var tests: [PipelineTest]
  /// Values that came from the environment, to be masked wherever something is printed.
  package var secrets: Secrets
}

extension Pipeline {
  /// One use of a stage: the source, a stage between, or an export.
  package struct Stage: Sendable {
    /// Unique among the stages, or among the exports.
    package var id: String
    package var entry: StageCatalog.Entry
    /// An object with every option of the manifest: defaults filled in, null where there is none.
    package var options: JSONValue
    /// The options as they may be printed: `${env:NAME}` in place of values from the environment.
    package var printedOptions: JSONValue
    package var places: OptionPlaces
    /// The view whose text the stage sees: `text`, or one added by an earlier stage.
    package var over: Written<String>
    /// Zones outside which annotations are neither shown nor emitted; empty for none.
    package var zones: Written<[String]>
    /// The documents it works on; nil for all.
    package var condition: WhenExpression?
    package var onError: FailurePolicy
    /// Milliseconds per document.
    package var time: Int64
    /// Where the stage's entry begins.
    package var location: SourceLocation
    /// Where its `uses:` is written.
    package var usesLocation: SourceLocation
    /// Where its `when:` is written; for none, the place of `uses:`.
    package var conditionLocation: SourceLocation

    package var manifest: Manifest { entry.manifest }
  }

  /// A value with the place it was written at; for defaults, the place of the stage's `uses:`.
  package struct Written<Value: Sendable>: Sendable {
    package var value: Value
    package var location: SourceLocation
  }

  /// What holds unless a stage says otherwise.
  package struct Defaults: Sendable, Hashable {
    package var onError = FailurePolicy.deadLetter
    /// Milliseconds per document and stage.
    package var time: Int64 = 10_000
    /// Largest document, in bytes.
    package var maximumDocument: Int64 = 64 << 20
  }
}

/// What happens to a document that a stage could not process.
package enum FailurePolicy: String, Sendable, Hashable, CaseIterable {
  /// It leaves the run and is kept apart.
  case deadLetter = "dead-letter"
  /// It goes on without what the stage would have added.
  case `continue`
  /// The run ends.
  case stop
}
