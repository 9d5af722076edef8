import GalleyKit

/// The keys of the maps in a pipeline file, described as options are.
///
/// The loader refuses other keys, and the JSON Schema for editors is made of these descriptions.
enum PipelineKeys {
  static let file = [
    OptionSpec("pipeline", .text(), help: "Name and major version, as in 'news-events/1'."),
    OptionSpec("include", .list(of: .path), help: "Pipeline files whose stages come first."),
    OptionSpec("vars", .map(of: .scalar), help: "Values to use as ${name} in other values."),
    OptionSpec("types", .map(of: .map(of: .any)), help: "Annotation types with their features."),
    OptionSpec("source", .record(end), help: "Where documents come from: one reader."),
    OptionSpec("defaults", .record(defaults), help: "What holds for stages that say nothing."),
    OptionSpec("stages", .list(of: .record(stage)), help: "Stages, in the order they run."),
    OptionSpec("export", .list(of: .record(end)), help: "Exporters."),
    OptionSpec("tests", .list(of: .record(test)), help: "Texts with the results they must have."),
  ]

  static let stage =
    end + [
      OptionSpec("import", .list(of: .path), help: "Files with more of its options."),
      OptionSpec("over", .text(), help: "The view it works on: one a stage before it adds."),
      OptionSpec("zones", .list(of: .text()), help: "Kinds of zones it works inside of."),
      OptionSpec("when", .text(), help: "Condition on the metadata, as in: source == 'wire'."),
      onError, time,
    ]

  /// Keys of a stage that have only one value so far; they are taken and not offered.
  static let reserved = ["isolate"]

  /// Keys of `source:` and of an entry under `export:`.
  static let end = [
    OptionSpec("id", .text(), help: "How the pipeline calls it; default: the stage's name."),
    OptionSpec("uses", .text(), help: "Name and major version of the stage: 'tokens@1'."),
    OptionSpec("with", .map(of: .any), help: "Its options."),
  ]

  static let defaults = [
    onError, time,
    OptionSpec("max_document", .size, help: "A longer text is a failure; at most 2GiB."),
  ]

  static let test = [
    OptionSpec("name", .text(), required: true, help: "How the test is called."),
    OptionSpec("file", .path, help: "A file with the text."),
    OptionSpec("text", .text(), help: "The text."),
    OptionSpec(
      "marked",
      .text(),
      help: "The text with marks for all annotations of some types: '[Oslo](Location) sleeps.'"
    ),
    OptionSpec("published", .text(), help: "Day or time of publication."),
    OptionSpec("metadata", .map(of: .scalar), help: "What else is known of the document."),
    OptionSpec("expect", .path, help: "The results, as jsonl@1 writes them."),
    OptionSpec("types", .list(of: .text()), help: "The types that count; default: all."),
  ]

  private static let onError = OptionSpec(
    "on_error",
    .text(values: FailurePolicy.allCases.map(\.rawValue)),
    help: "What happens when a stage fails on a document."
  )

  private static let time = OptionSpec(
    "time",
    .duration,
    help: "How long a stage may work on one document."
  )
}
