import GalleyEngine
import GalleyKit

extension StageCatalog {
  /// Stages that only have manifests: one for every type of option and every scope.
  static let sample = StageCatalog(
    entries: [
      reader, exporter, tokens, sentences, tagger, normalizer, rules, dater, merger, newTokens,
    ].map {
      Entry(
        manifest: $0,
        plugin: "Sample",
        version: "1.0.0",
        library: "/lib/Sample.so",
        resourceFolder: ""
      )
    }
  )

  private static let reader = Manifest(
    "text-files@1",
    scope: .reader,
    "Reads text files.",
    options: [OptionSpec("path", .path, required: true, help: "Files.", example: "*.txt")],
    sets: ["published", "source"]
  )

  private static let exporter = Manifest(
    "jsonl@1",
    scope: .exporter,
    "Writes JSON lines.",
    options: [
      OptionSpec("path", .text(), default: "annotations.jsonl", help: "File."),
      OptionSpec("types", .list(of: .text()), default: [], help: "Types written."),
    ]
  )

  private static let tokens = Manifest(
    "tokens@1",
    "Finds tokens.",
    options: [
      OptionSpec(
        "min_length",
        .integer(minimum: 1, maximum: 20),
        default: 1,
        help: "Shortest token."
      ),
      OptionSpec("split", .text(values: ["words", "letters"]), default: "words", help: "Where."),
      OptionSpec("keep_space", .flag, default: false, help: "Whether spaces are tokens."),
      OptionSpec("ratio", .number(minimum: 0), default: 0.5, help: "A share."),
      OptionSpec("pause", .duration, default: 1000, help: "A time."),
      OptionSpec("cache", .size, help: "Memory."),
      OptionSpec("any", .any, help: "Anything."),
      OptionSpec("value", .scalar, help: "A scalar."),
    ],
    types: [TypeDeclaration("Token", [FeatureDeclaration("text", .text)])],
    reads: ["Sentence"],
    emits: ["Token", "Token.text"]
  )

  private static let newTokens = Manifest("tokens@2", "Finds tokens anew.", emits: ["Token"])

  private static let sentences = Manifest(
    "sentences@1",
    "Finds sentences.",
    types: [
      TypeDeclaration("Sentence"), TypeDeclaration("Zone", [FeatureDeclaration("kind", .text)]),
    ],
    emits: ["Sentence", "Zone", "Zone.kind"]
  )

  private static let tagger = Manifest(
    "tagger@1",
    "Tags tokens.",
    types: [TypeDeclaration("Token", [FeatureDeclaration("upos", .text)])],
    reads: ["Token"],
    readsOptional: ["Token.lemma"],
    emits: ["Token.upos"]
  )

  private static let normalizer = Manifest("normalize@1", "Adds a view.", views: ["normalized"])

  private static let dater = Manifest(
    "timex@1",
    "Finds dates.",
    types: [TypeDeclaration("Timex", [FeatureDeclaration("value", .text)])],
    reads: ["Token"],
    emits: ["Timex", "Timex.value"],
    sets: ["first_date"]
  )

  private static let merger = Manifest("merge-events@1", scope: .corpus, "Merges events.")

  private static let rules = Manifest(
    "rules@1",
    "Applies rules.",
    options: [
      OptionSpec(
        "rules",
        .list(
          of: .record([
            OptionSpec("name", .text(), required: true, help: "Its name."),
            OptionSpec("match", .text(), required: true, help: "Its pattern."),
            OptionSpec("emit", .map(of: .map(of: .scalar)), help: "What it makes."),
            OptionSpec("limit", .integer(minimum: 1), default: 10, help: "How often."),
          ])
        ),
        required: true,
        help: "The rules."
      ),
      OptionSpec("lists", .list(of: .path), default: [], help: "Files."),
    ],
    configurable: true
  )
}
