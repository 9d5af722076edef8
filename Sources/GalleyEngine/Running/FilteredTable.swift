import GalleyABI
import GalleyKit

/// A copy of the rows of a table that a stage may see, with their spans as it sees them.
final class FilteredTable {
  let type: UInt32
  let table: TypeTable
  /// Row of the whole table for each row shown, ascending.
  private(set) var rows: [Int] = []

  /// Copies rows.
  ///
  /// Spans are shown in offsets of `view`, and rows wholly in text it deletes are left out, as are
  /// rows outside `zones`.
  init(
    _ source: TypeTable,
    _ entry: Schema.TypeEntry,
    _ shown: [Int],
    view: ViewStorage?,
    zones: ZoneCover?
  ) {
    type = entry.symbol.rawValue
    table = TypeTable(entry)
    for row in 0..<source.count where !source.isHidden(row) {
      let span = source.span(row)
      guard zones?.contains(span) ?? true,
        let place = view.map({ $0.shown(span) }) ?? span
      else { continue }
      rows.append(row)
      table.append(
        place,
        id: source.id[row],
        stage: source.stage[row],
        rule: source.rule[row]
      )
    }
    for column in shown { copy(source.features[column], to: table.features[column], view) }
  }

  func shownRow(of row: Int) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low] == row ? low : nil
  }

  private func copy(_ source: FeatureStorage, to target: FeatureStorage, _ view: ViewStorage?) {
    target.pad(to: rows.count)
    let lent = source.shown(as: 0)
    for (i, row) in rows.enumerated() where source.has(row) {
      if source.kind == .span, let view {
        let original = TextSpan(
          start: UInt32(truncatingIfNeeded: source.wide(row)),
          end: UInt32(source.wide(row) >> 32)
        )
        if let place = view.shown(original) { target.write(place, to: i) }
      } else {
        target.write(lent, row: row, to: i)
      }
    }
  }
}
