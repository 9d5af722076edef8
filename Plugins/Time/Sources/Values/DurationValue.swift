/// A length of time: `P2Y6M`, `PT1M30S`, `PXD`.
///
/// Read from numbers with units behind `P`, in the order they were said: `P2.5Y`, `P3TH30TM`, `PXDE`.
/// Units are those of ISO 8601, those of a clock with a `T` before them, and `Q`, `DE`, `CE` for
/// quarters, decades and centuries. Halves become smaller units.
struct DurationValue: Sendable, Hashable {
  /// The value as TIMEX3 writes it.
  private(set) var text: String

  private struct Unit {
    var code: String
    /// The unit it is counted in, and how many of these it is.
    var counted: String?
    var factor = 1.0
    /// The unit that takes what is left behind the point, and how many make one.
    var smaller: (code: String, count: Double)?
  }

  private static let units: [Unit] = [
    Unit(code: "DE", counted: "Y", factor: 10),
    Unit(code: "CE", counted: "Y", factor: 100),
    Unit(code: "TH", smaller: ("TM", 60)),
    Unit(code: "TM", smaller: ("TS", 60)),
    Unit(code: "TS"),
    Unit(code: "Y", smaller: ("M", 12)),
    Unit(code: "Q", counted: "M", factor: 3),
    Unit(code: "M"),
    Unit(code: "W"),
    Unit(code: "D", smaller: ("TH", 24)),
  ]

  /// Nil when `text` is no such thing.
  init?(_ text: some StringProtocol) {
    guard text.hasPrefix("P") else { return nil }
    var rest = text.dropFirst()
    var days = ""
    var clock = ""
    while !rest.isEmpty {
      let digits = rest.prefix { $0 == "X" || $0 == "." || ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      guard !digits.isEmpty, let unit = Self.units.first(where: { rest.hasPrefix($0.code) })
      else { return nil }
      rest = rest.dropFirst(unit.code.count)
      guard let number = Double(digits) else {
        Self.append(String(digits), unit.code, &days, &clock)
        continue
      }
      Self.append(number, unit, &days, &clock)
    }
    guard !days.isEmpty || !clock.isEmpty else { return nil }
    self.text = "P" + days + (clock.isEmpty ? "" : "T" + clock)
  }

  private static func append(
    _ number: Double,
    _ unit: Unit,
    _ days: inout String,
    _ clock: inout String
  ) {
    if let counted = unit.counted, let smaller = units.first(where: { $0.code == counted }) {
      return append(number * unit.factor, smaller, &days, &clock)
    }
    let whole = number.rounded(.down)
    let left = unit.smaller.map { (number - whole) * $0.count } ?? 0
    guard left > 0, left == left.rounded(), let smaller = unit.smaller else {
      return append(shown(number), unit.code, &days, &clock)
    }
    if whole > 0 { append(shown(whole), unit.code, &days, &clock) }
    append(shown(left), smaller.code, &days, &clock)
  }

  private static func append(
    _ number: String,
    _ code: String,
    _ days: inout String,
    _ clock: inout String
  ) {
    if code.hasPrefix("T") {
      clock += number + code.dropFirst()
    } else {
      days += number + code
    }
  }

  private static func shown(_ number: Double) -> String {
    if number == number.rounded(), number < 1e15 { return String(Int(number)) }
    // What has no digits of its own is a number nobody said.
    let text = String(number)
    return text.allSatisfy { $0.isNumber || $0 == "." } ? text : "X"
  }
}
