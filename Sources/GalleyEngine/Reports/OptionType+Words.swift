import GalleyKit

extension OptionType {
  /// The type in words, with allowed values and range: `list of integer from 1 to 20`.
  ///
  /// `quote` marks the allowed values as such.
  func words(quoting quote: (String) -> String = { $0 }) -> String {
    switch self {
    case .text(let values?): "one of \(values.map(quote).joined(separator: ", "))"
    case .integer(let low, let high):
      "integer" + Self.range(low.map(String.init), high.map(String.init))
    case .number(let low, let high):
      "number" + Self.range(low.map { String($0) }, high.map { String($0) })
    case .list(let items): "list of \(items.words(quoting: quote))"
    case .map(let items): "map of names to \(items.words(quoting: quote))"
    case .duration: "duration, as in 500ms, 10s, 2m"
    case .size: "size, as in 64MiB, 1GB"
    case .scalar: "text, integer, number or flag"
    default: name
    }
  }

  /// The options of a record, or of the records in a list or map.
  var fields: [OptionSpec] {
    switch self {
    case .record(let fields): fields
    case .list(let items), .map(let items): items.fields
    default: []
    }
  }

  private static func range(_ low: String?, _ high: String?) -> String {
    switch (low, high) {
    case (let low?, let high?): " from \(low) to \(high)"
    case (let low?, nil): " from \(low)"
    case (nil, let high?): " up to \(high)"
    case (nil, nil): ""
    }
  }
}
