import GalleyKit

/// Writes what resolving an expression came to, one column for each of `TimexType.resolved`.
struct TimexColumns: Sendable {
  /// Empty columns.
  let columns: [ColumnBuilder]

  private let anchors: [TimexStage.RuleAnchor: Symbol]
  private var directions: [Direction: Symbol]

  init(_ setup: borrowing Setup) {
    columns = TimexType.resolved.map {
      ColumnBuilder(setup.feature("Timex", $0), $0 == "invalid" ? .flag : .text)
    }
    anchors = [
      .publication: setup.symbol("publication"), .mention: setup.symbol("mention"),
      .period: setup.symbol("period"),
    ]
    directions = [:]
    for direction in Direction.allCases {
      directions[direction] = setup.symbol(direction.rawValue)
    }
  }

  /// Appends a row; `columns` begin with those of this type.
  func append(
    _ resolved: Resolver.Resolved,
    to columns: inout [ColumnBuilder],
    _ output: borrowing Annotations
  ) {
    let days = resolved.value?.days
    columns[0].append(resolved.text, output)
    columns[1].append(days.map { CalendarValue($0.first).text }, output)
    columns[2].append(days.map { CalendarValue($0.last).text }, output)
    columns[3].append(symbol(of: resolved.anchor?.kind))
    columns[4].append(resolved.anchor?.value.text, output)
    columns[5].append(symbol(of: resolved.direction))
    if resolved.isInvalid { columns[6].append(flag: true) } else { columns[6].appendNull() }
  }

  func symbol(of anchor: TimexStage.RuleAnchor?) -> Symbol? { anchor.flatMap { anchors[$0] } }

  func symbol(of direction: Direction?) -> Symbol? { direction.flatMap { directions[$0] } }

  func anchor(of symbol: Symbol) -> TimexStage.RuleAnchor? {
    anchors.first { $0.value == symbol }?.key
  }

  func direction(of symbol: Symbol) -> Direction? {
    directions.first { $0.value == symbol }?.key
  }
}

extension ColumnBuilder {
  /// Appends a text, or nothing where it is empty or nil.
  mutating func append(_ text: String?, _ output: borrowing Annotations) {
    if let text, !text.isEmpty { append(text: output.text(text)) } else { appendNull() }
  }

  mutating func append(_ symbol: Symbol?) {
    if let symbol { append(text: symbol) } else { appendNull() }
  }
}
