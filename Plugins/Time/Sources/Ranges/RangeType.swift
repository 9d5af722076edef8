import GalleyKit

/// The type `TimeRange`, and its columns.
enum RangeType {
  static let declaration = TypeDeclaration(
    "TimeRange",
    [
      FeatureDeclaration(
        "begin",
        .text,
        help: "The first day of the first time, or the time of a clock when both are."
      ),
      FeatureDeclaration("end", .text, help: "The last day of the last time, or its clock time."),
      FeatureDeclaration("first", .reference, help: "The time it begins with."),
      FeatureDeclaration("last", .reference, help: "The time it ends with."),
    ],
    help: "A stretch of time told by its first and last time: 'Nov. 15 to 17'."
  )

  /// What follows when the day of publication is known.
  static let ends = ["begin", "end"]
  /// The times of a range.
  static let times = ["first", "last"]

  static func paths(_ features: [String]) -> [SchemaPath] {
    features.map { SchemaPath("TimeRange", $0) }
  }

  static func batch(_ setup: borrowing Setup) -> AnnotationBatch {
    AnnotationBatch(
      setup.type("TimeRange"),
      columns: ends.map { ColumnBuilder(setup.feature("TimeRange", $0), .text) }
        + times.map { ColumnBuilder(setup.feature("TimeRange", $0), .reference) }
    )
  }
}
