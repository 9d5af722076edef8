import GalleyKit

/// The type `Timex`, and which of its features follow from the day of publication.
enum TimexType {
  static let declaration = TypeDeclaration(
    "Timex",
    [
      FeatureDeclaration(
        "class",
        .text,
        values: ["DATE", "TIME", "DURATION", "SET"],
        help: "Of TIMEX3."
      ),
      FeatureDeclaration(
        "value",
        .text,
        help: "Of TIMEX3: '2023-11-16', '2023-W46', 'P3D', 'PAST_REF'."
      ),
      FeatureDeclaration("mod", .text, help: "How the value is narrowed: 'START', 'APPROX'."),
      FeatureDeclaration("quant", .text, help: "Of a set, which of its members: 'EVERY'."),
      FeatureDeclaration("freq", .text, help: "Of a set, how often: '2X'."),
      FeatureDeclaration("begin", .text, help: "The first day of what the value covers."),
      FeatureDeclaration("end", .text, help: "The last day of what the value covers."),
      FeatureDeclaration(
        "underspecified",
        .text,
        help: """
          What the expression says by itself, as rules write it, where that is not its value: \
          'XXXX-11-16', '<XXXX-05', '@week-1'.
          """
      ),
      FeatureDeclaration(
        "counts_from",
        .text,
        values: ["mention", "period"],
        help: "What its rule counts from, where that is not the day of publication."
      ),
      FeatureDeclaration(
        "tense",
        .text,
        values: Direction.allCases.map(\.rawValue),
        help: """
          Where its sentence looks, when it says so: past and future, when the verb stands beside \
          it; before, when it tells of what was over then; possible, when it may be ahead.
          """
      ),
      FeatureDeclaration(
        "anchor",
        .text,
        values: ["publication", "mention", "period"],
        help: "What the value was counted from, where it does not stand for itself."
      ),
      FeatureDeclaration(
        "anchor_value",
        .text,
        help: "The day of publication, or what was mentioned, that it was counted from."
      ),
      FeatureDeclaration(
        "direction",
        .text,
        values: ["past", "future"],
        help: "Where it was looked for, seen from there."
      ),
      FeatureDeclaration("invalid", .flag, help: "Whether there is no such day."),
    ],
    help: "A mention of time."
  )

  /// What the expression says by itself, and how it is said.
  static let said = [
    "class", "mod", "quant", "freq", "underspecified", "counts_from", "tense",
  ]
  /// What follows when the day of publication is known.
  static let resolved = [
    "value", "begin", "end", "anchor", "anchor_value", "direction", "invalid",
  ]

  static func paths(_ features: [String]) -> [SchemaPath] {
    features.map { SchemaPath("Timex", $0) }
  }
}
