import GalleyKit

/// Values of features, as earlier phases left them.
extension RuleMatcher {
  /// The value of a feature of something captured.
  package func value(_ column: Int, of item: CapturedItem) -> RuleValue {
    value(column, row: item.row, id: item.id)
  }

  func tokenID(_ row: Int) -> UInt32 { tables[0].id[row] }

  func value(_ column: Int, row: Int32, id: UInt32) -> RuleValue {
    if !changes.isEmpty, let changed = changes[ChangedPlace(column: column, id: id)] {
      return changed
    }
    if row < 0 { return own[Int(-1 - row)].values[column] ?? .none }
    return columns[column]?.value(Int(row)) ?? .none
  }

  /// Whether the columns of the document hold the values of a row.
  func isPlain(_ row: Int32) -> Bool { row >= 0 && changes.isEmpty }
}
