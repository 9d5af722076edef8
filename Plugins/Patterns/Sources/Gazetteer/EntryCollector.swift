import GalleyKit
import GalleyPatterns

/// The entries of all lists and their names, while the lists are read.
struct EntryCollector {
  var store = EntryStore()
  var builder: NameIndexBuilder
  let rules: NamingRules

  /// Adds an entry of a list with its names.
  ///
  /// - Parameters:
  ///   - values: what the entry holds.
  ///   - list: number of the list.
  ///   - line: 1-based, where the entry stands.
  ///   - columns: what the columns of the list are for.
  ///   - options: of the list.
  ///   - problems: where mistakes are noted.
  /// - Returns: whether more entries may follow.
  mutating func add(
    _ values: some EntryValues,
    list: Int,
    line: Int,
    _ columns: ListColumns,
    _ options: GazetteerStage.ListOptions,
    _ problems: inout ListProblems
  ) -> Bool {
    if store.arena.count > EntryStore.mostBytes {
      problems.add(
        "too-much-text",
        line: line,
        "the lists hold more than \(EntryStore.mostBytes) bytes",
        fix: "leave out columns that fill no feature, or use several stages"
      )
      return false
    }
    let firstCell = store.cells.count
    for source in columns.kept {
      let cell = take(source, values)
      store.cells.append(cell)
      check(cell, source, line, &problems)
    }
    let days = readDays(values, line, columns, &problems)
    let entry = store.count
    store.lists.append(UInt16(list))
    store.lines.append(UInt32(line))
    store.firstCells.append(UInt32(firstCell))
    store.names.append(EntryStore.Cell())
    store.firstDays.append(days.first)
    store.lastDays.append(days.last)
    return addNames(values, of: entry, line, columns, options, &problems)
  }

  private mutating func take(
    _ source: ListColumns.Source,
    _ values: some EntryValues
  ) -> EntryStore.Cell {
    let start = store.arena.count
    values.append(source, to: &store.arena)
    return EntryStore.Cell(start: UInt32(start), count: UInt32(store.arena.count - start))
  }

  private func check(
    _ cell: EntryStore.Cell,
    _ source: ListColumns.Source,
    _ line: Int,
    _ problems: inout ListProblems
  ) {
    guard cell.count > 0 else { return }
    if !source.isList, store.withText(of: cell, { $0.contains(EntryStore.separator) }) {
      problems.add(
        "several-values",
        line: line,
        "column '\(source.column)' holds several values",
        fix: "write one"
      )
    } else if let filler = source.filler, !store.withText(of: cell, filler.accepts) {
      problems.add(
        "wrong-value",
        line: line,
        "'\(store.text(of: cell))' in column '\(source.column)' is no value of feature '\(filler.feature.name)'",
        fix: "write \(filler.expectation)"
      )
    }
  }

  private mutating func readDays(
    _ values: some EntryValues,
    _ line: Int,
    _ columns: ListColumns,
    _ problems: inout ListProblems
  ) -> (first: Int32, last: Int32) {
    var days = (first: Int32.min, last: Int32.max)
    for (i, source) in columns.days.enumerated() {
      let cell = take(source, values)
      defer { store.arena.removeLast(Int(cell.count)) }
      if cell.count == 0 { continue }
      guard let range = store.withText(of: cell, Day.range) else {
        problems.add(
          "bad-date",
          line: line,
          "'\(store.text(of: cell))' in column '\(source.column)' is no date",
          fix: "write 2022, 2022-10 or 2022-10-25, or leave it empty"
        )
        continue
      }
      if i == 0 { days.first = range.lowerBound } else { days.last = range.upperBound }
    }
    if days.first > days.last {
      problems.add(
        "bad-dates",
        line: line,
        "the entry ends before it begins",
        fix: "swap the dates"
      )
    }
    return days
  }

  private mutating func addNames(
    _ values: some EntryValues,
    of entry: Int,
    _ line: Int,
    _ columns: ListColumns,
    _ list: GazetteerStage.ListOptions,
    _ problems: inout ListProblems
  ) -> Bool {
    let names = takeNames(columns.names, values)
    var count = 0
    let problem = store.withText(of: names) { text in
      var problem: NameProblem?
      for part in text.split(separator: EntryStore.separator) {
        count += 1
        let name = UnsafeBufferPointer(rebasing: part)
        let isShort = list.alone != nil && ShortNames.isShort(name, among: text)
        let number = EntryName(entry, isShort: isShort).rawValue
        problem =
          rules.add(name, list.case ?? rules.letters, entry: number, to: &builder) ?? problem
      }
      return problem
    }
    if list.alone != nil {
      store.names[entry] = names
    } else {
      store.arena.removeLast(Int(names.count))
    }
    if let problem { problems.add(problem, line: line) }
    if count == 0 { problems.add(NameProblem.empty, line: line) }
    return problem?.isFinal != true
  }

  /// Puts all names of an entry into the arena.
  private mutating func takeNames(
    _ sources: [ListColumns.Source],
    _ values: some EntryValues
  ) -> EntryStore.Cell {
    let start = store.arena.count
    for (i, source) in sources.enumerated() {
      if i > 0 { store.arena.append(EntryStore.separator) }
      values.append(source, to: &store.arena)
    }
    return EntryStore.Cell(start: UInt32(start), count: UInt32(store.arena.count - start))
  }
}

extension ListProblems {
  fileprivate mutating func add(_ problem: NameProblem, line: Int) {
    switch problem {
    case .empty:
      add("no-name", line: line, "the entry has no name", fix: "name it, or delete the line")
    case .tooLong:
      add(
        "long-name",
        line: line,
        "a name is longer than \(NameIndexBuilder.longestName) bytes",
        fix: "shorten it"
      )
    case .tooMany:
      add(
        "too-many-names",
        line: line,
        "the lists have more than \(NameIndexBuilder.mostNames) names",
        fix: "leave out what cannot occur, or use several stages"
      )
    case .tooMuch:
      add(
        "too-many-names",
        line: line,
        "the names of the lists are more than \(NameIndexBuilder.mostWords) words, or \(NameIndexBuilder.mostBytes) bytes",
        fix: "leave out what cannot occur, or use several stages"
      )
    }
  }
}

extension NameProblem {
  /// Whether no further name can be added either.
  fileprivate var isFinal: Bool { self == .tooMany || self == .tooMuch }
}
