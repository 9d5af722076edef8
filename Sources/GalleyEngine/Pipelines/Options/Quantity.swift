import GalleyKit

/// Numbers with a unit: `500ms`, `64MiB`.
enum Quantity {
  /// Milliseconds; nil when the text is no duration.
  static func milliseconds(_ text: String) -> Int64? {
    value(text, units: ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000])
  }

  /// Bytes; nil when the text is no size.
  static func bytes(_ text: String) -> Int64? {
    value(
      text,
      units: [
        "B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000,
        "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
      ]
    )
  }

  /// The shortest exact writing of a duration.
  static func duration(_ milliseconds: Int64) -> String {
    let units: [(String, Int64)] = [("h", 3_600_000), ("m", 60_000), ("s", 1000)]
    let unit = units.first { milliseconds > 0 && milliseconds % $0.1 == 0 } ?? ("ms", 1)
    return "\(milliseconds / unit.1)\(unit.0)"
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
