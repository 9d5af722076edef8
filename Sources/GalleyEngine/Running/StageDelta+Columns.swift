import GalleyABI
import GalleyKit

/// The checks of feature values.
extension StageDelta {
  /// Checks and copies a column of `rows` rows; false after a refusal.
  func take(_ feature: galley_feature, _ slot: Int, rows: Int) -> Bool {
    guard let document, let stage else { return false }
    guard let column = document.schema.column(of: feature.name, in: slot) else {
      _ = refuse("set a feature of '\(name(slot))' that is not declared")
      return false
    }
    let entry = document.schema.types[slot].columns[column]
    var label: String { "\(name(slot)).\(entry.declaration.name)" }
    guard stage.access.writes.contains(.init(slot: slot, column: column)) else {
      _ = refuse("set '\(label)', which it does not emit or change")
      return false
    }
    let kind = entry.declaration.kind
    guard feature.kind == kind.abi,
      kind != .list || feature.item_kind == entry.declaration.items?.abi
    else {
      let wanted = describe(kind.abi, entry.declaration.items?.abi ?? 0)
      let given = describe(feature.kind, feature.item_kind)
      _ = refuse("set '\(label)', whose values are \(wanted), to values of \(given)")
      return false
    }
    guard feature.values != nil || rows == 0, feature.items != nil || feature.item_count == 0 else {
      _ = refuse("set '\(label)' with NULL instead of values")
      return false
    }
    let copy = takeColumn(kind, entry.declaration.items)
    copy.column = column
    copy.copy(feature, rows: rows)
    append(copy)
    return check(copy, entry) { label }
  }

  private func describe(_ kind: galley_kind, _ items: galley_kind) -> String {
    guard let known = FeatureKind(abi: kind) else { return "the unknown kind \(kind)" }
    return known == .list ? "list of \(describe(items, 0))" : known.rawValue
  }

  /// Checks the values; `label` names the column when one is refused.
  private func check(
    _ copy: ColumnCopy,
    _ entry: Schema.ColumnEntry,
    _ label: () -> String
  ) -> Bool {
    if copy.kind == .integer || copy.kind == .flag { return true }
    if copy.kind == .text, entry.allowed.isEmpty, document?.isString(copy.largestWord) == true {
      return true
    }
    for row in copy.presentRows {
      let problem: String? =
        switch copy.kind {
        case .text: problem(text: copy[word: row], entry)
        case .number: problem(number: copy[wide: row])
        case .reference: problem(reference: copy[word: row], label)
        case .span: takeSpan(of: copy, row)
        case .list: copy.hasListBeyondItems(row) ? "a list beyond its items" : nil
        case .integer, .flag: nil
        }
      if let problem {
        _ = refuse("set '\(label())' to \(problem)")
        return false
      }
    }
    guard copy.kind == .list else { return true }
    guard checkItems(copy, entry, label) else { return false }
    if copy.itemKind == .span, showing?.view != nil {
      copy.removeItems { copy[wideItem: $0] & 0xFFFF_FFFF == copy[wideItem: $0] >> 32 }
    }
    return true
  }

  private func checkItems(
    _ copy: ColumnCopy,
    _ entry: Schema.ColumnEntry,
    _ label: () -> String
  ) -> Bool {
    guard let kind = copy.itemKind else { return true }
    for position in 0..<copy.itemWords / FeatureStorage.width(kind) {
      let problem: String? =
        switch kind {
        case .text: problem(text: copy[item: position], entry)
        case .number: problem(number: copy[wideItem: position])
        case .reference: problem(reference: copy[item: position], label)
        case .span: takeSpan(&copy[wideItem: position])
        case .integer, .flag, .list: nil
        }
      if let problem {
        _ = refuse("set '\(label())' to a list with \(problem)")
        return false
      }
    }
    return true
  }

  private func problem(text number: UInt32, _ entry: Schema.ColumnEntry) -> String? {
    guard let document, document.isString(number) else {
      return "text number \(number), which does not exist"
    }
    guard entry.allowed.isEmpty || entry.allowed.contains(number) else {
      return "'\(document.text(number))', which is not among its allowed values"
    }
    return nil
  }

  private func problem(number bits: UInt64) -> String? {
    Double(bitPattern: bits).isFinite ? nil : "a number that is not finite"
  }

  private func problem(reference id: UInt32, _ label: () -> String) -> String? {
    guard id > 0 else { return "annotation 0, which does not exist" }
    if id >= idLimit { checkLater(reference: id, label()) }
    return nil
  }

  /// Checks the span in a row; one that is wholly in text that a view inserts has no value.
  private func takeSpan(of copy: ColumnCopy, _ row: Int) -> String? {
    if let problem = takeSpan(&copy[wide: row]) { return problem }
    if copy[wide: row] & 0xFFFF_FFFF == copy[wide: row] >> 32 { copy.clear(row) }
    return nil
  }

  /// Checks a span of the text shown and turns it into original offsets.
  private func takeSpan(_ word: inout UInt64) -> String? {
    let span = TextSpan(
      start: UInt32(truncatingIfNeeded: word),
      end: UInt32(truncatingIfNeeded: word >> 32)
    )
    if let problem = problem(with: span) { return "the span \(span), \(problem)" }
    let place = original(span)
    word = UInt64(place.start) | UInt64(place.end) << 32
    return nil
  }
}
