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

  static let paths: [SchemaPath] =
    ["TimeRange"] + ["begin", "end", "first", "last"].map { SchemaPath("TimeRange", $0) }

  static func batch(_ setup: borrowing Setup) -> AnnotationBatch {
    AnnotationBatch(
      setup.type("TimeRange"),
      columns: [
        ColumnBuilder(setup.feature("TimeRange", "begin"), .text),
        ColumnBuilder(setup.feature("TimeRange", "end"), .text),
        ColumnBuilder(setup.feature("TimeRange", "first"), .reference),
        ColumnBuilder(setup.feature("TimeRange", "last"), .reference),
      ]
    )
  }
}
