import GalleyKit

/// Numbers with a unit: `500ms`, `64MiB`.
enum Quantity {
  /// Milliseconds in each unit of time.
  static let durations: [String: Int64] = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000]
  /// Bytes in each unit of size.
  static let sizes: [String: Int64] = [
    "B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000,
    "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
  ]

  /// Milliseconds; nil when the text is no duration.
  static func milliseconds(_ text: String) -> Int64? { value(text, units: durations) }

  /// Bytes; nil when the text is no size.
  static func bytes(_ text: String) -> Int64? { value(text, units: sizes) }

  /// The shortest exact writing of a duration.
  static func duration(_ milliseconds: Int64) -> String {
    written(milliseconds, in: ["h", "m", "s", "ms"], of: durations)
  }

  /// The shortest exact writing of a size, in powers of 1024.
  static func size(_ bytes: Int64) -> String {
    written(bytes, in: ["GiB", "MiB", "KiB", "B"], of: sizes)
  }

  /// `names`: the largest first; the last is the unit itself.
  private static func written(
    _ count: Int64,
    in names: [String],
    of units: [String: Int64]
  ) -> String {
    let fitting = names.first { count > 0 && count % (units[$0] ?? 1) == 0 }
    let name = fitting ?? names[names.count - 1]
    return "\(count / (units[name] ?? 1))\(name)"
  }

  private static func value(_ text: String, units: [String: Int64]) -> Int64? {
    let digits = text.prefix { "0123456789.".contains($0) }
    guard let unit = units[String(text.dropFirst(digits.count))] else { return nil }
    if let count = Int64(digits) {
      let (product, overflow) = count.multipliedReportingOverflow(by: unit)
      return overflow ? nil : product
    }
    let value = CoreValue(plain: String(digits))
    guard case .value(.number(let number)) = value else { return nil }
    let product = (number * Double(unit)).rounded()
    return product < 9e18 ? Int64(product) : nil
  }
}
