import GalleyKit

extension StageDelta {
  /// Makes everything the stage did part of the document.
  ///
  /// New annotations that have no place there are left out, and references to them cleared.
  func commit(to document: WorkingDocument, stage number: UInt32) {
    document.takeIDs(Int(idLimit - document.nextID))
    let discarded = misplaced()
    for addition in additions { commit(addition, to: document, number, discarded) }
    for change in changes { commit(change, to: document, discarded) }
    for removal in removals { document.tables[removal.slot].hide(removal.row) }
    for (key, value) in metadata { document.setMetadata(key, value) }
    for view in views { document.add(view) }
  }

  private func commit(
    _ addition: Addition,
    to document: WorkingDocument,
    _ stage: UInt32,
    _ discarded: Set<UInt32>
  ) {
    let table = document.tables[addition.slot]
    let first = table.count
    if discarded.isEmpty {
      let offset = addition.rows.lowerBound
      document.place(
        ids: ids.base + offset,
        count: addition.rows.count,
        slot: addition.slot,
        row: first
      )
      moveRows(of: addition, to: table, stage: stage)
    } else {
      for i in addition.rows where !discarded.contains(ids[i]) {
        document.place(id: ids[i], slot: addition.slot, row: table.count)
        table.append(
          TextSpan(start: start[i], end: end[i]),
          id: ids[i],
          stage: stage,
          rule: rules[i]
        )
      }
    }
    commitColumns(of: addition, to: table, first, discarded)
  }

  /// Writes the features of rows from `first` on.
  private func commitColumns(
    of addition: Addition,
    to table: TypeTable,
    _ first: Int,
    _ discarded: Set<UInt32>
  ) {
    let kept = discarded.isEmpty ? nil : addition.rows.filter { !discarded.contains(ids[$0]) }
    for copy in columns[addition.columns] {
      clearReferences(in: copy, to: discarded)
      let feature = table.features[copy.column]
      feature.pad(to: first)
      guard let kept else {
        copy.move(to: feature)
        continue
      }
      let lent = copy.shown
      feature.pad(to: table.count)
      for (i, source) in kept.enumerated() where copy.has(source - addition.rows.lowerBound) {
        feature.write(lent, row: source - addition.rows.lowerBound, to: first + i)
      }
    }
    for feature in table.features where feature.rows > 0 { feature.pad(to: table.count) }
  }

  private func commit(
    _ change: Change,
    to document: WorkingDocument,
    _ discarded: Set<UInt32>
  ) {
    let table = document.tables[change.slot]
    let copy = columns[change.column]
    clearReferences(in: copy, to: discarded)
    let feature = table.features[copy.column]
    feature.pad(to: table.count)
    let lent = copy.shown
    for (i, target) in change.targets.enumerated() {
      if copy.has(i) {
        feature.write(lent, row: i, to: Int(targets[target]))
      } else {
        feature.clear(Int(targets[target]))
      }
    }
  }

  /// Ids of new annotations outside the zones the stage is limited to, or wholly in text that a view
  /// inserts.
  private func misplaced() -> Set<UInt32> {
    guard showing?.zones != nil || showing?.view != nil else { return [] }
    var outside = Set<UInt32>()
    for i in 0..<start.count {
      let span = TextSpan(start: start[i], end: end[i])
      let isInZones = showing?.zones?.contains(span) ?? true
      if !isInZones || span.start == span.end { outside.insert(ids[i]) }
    }
    return outside
  }

  private func clearReferences(in copy: ColumnCopy, to discarded: Set<UInt32>) {
    guard !discarded.isEmpty else { return }
    if copy.kind == .reference {
      for row in 0..<copy.count where copy.has(row) && discarded.contains(copy[word: row]) {
        copy.clear(row)
      }
    } else if copy.kind == .list, copy.itemKind == .reference {
      copy.removeItems { discarded.contains(copy[item: $0]) }
    }
  }
}
