import GalleyKit

extension OptionSpec {
  /// The default as one writes it: `10s`, where the stage gets 10000.
  var writtenDefault: JSONValue? {
    switch (type, defaultValue) {
    case (.duration, .integer(let count)?): .text(Quantity.duration(count))
    case (.size, .integer(let count)?): .text(Quantity.size(count))
    default: defaultValue
    }
  }
}
