import GalleyKit

/// Regular expressions of schemas, each with what an editor says when a text does not fit.
enum SchemaPattern {
  /// A text that has a variable in it, where something else is expected: `an integer`.
  static func variable(insteadOf expected: String) -> [String: JSONValue] {
    pattern(nil, "expected \(expected), or a variable: ${name}")
  }

  static let duration = pattern(quantity(Quantity.durations), "write it like 500ms, 10s, 2m or 1h")
  static let size = pattern(quantity(Quantity.sizes), "write it like 64MiB or 1GB")
  /// `VariableReference.isName`.
  static let name = pattern("[A-Za-z_][A-Za-z0-9_-]*", "use letters, digits, '_' and '-'")
  static let pipeline = pattern(
    "[a-z][a-z0-9]*(-[a-z0-9]+)*/[1-9][0-9]*",
    "write it like 'news-events/1'"
  )

  /// `DeclaredTypes.isTypeName`.
  static let typeName = key("[A-Z][A-Za-z0-9]*", "write it in UpperCamelCase: 'Person'")
  static let featureName = key("[a-z][a-z0-9_]*", "write it in snake_case")
  static let variableName = key("[A-Za-z_][A-Za-z0-9_-]*", "use letters, digits, '_' and '-'")
  /// A path in which no variable stands.
  static let plainPath = key("(?!.*\\$\\{).+", "'include' takes no variables")

  /// A whole text, or one with a variable in it.
  private static func pattern(_ whole: String?, _ message: String) -> [String: JSONValue] {
    let variable = "\\$\\{"
    return [
      "pattern": .text(whole.map { "^(\($0))$|\(variable)" } ?? variable),
      "patternErrorMessage": .text(message),
    ]
  }

  /// A whole text that takes no variables.
  private static func key(_ whole: String, _ message: String) -> [String: JSONValue] {
    ["pattern": .text("^\(whole)$"), "patternErrorMessage": .text(message)]
  }

  private static func quantity(_ units: [String: Int64]) -> String {
    "([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(\(units.keys.sorted().joined(separator: "|")))"
  }
}
