import Foundation
import GalleyKit
import GalleyPatterns

/// Something wrong with a list, at a line and a column from 1; column 0: the line; line 0: the file.
struct ListProblem {
  var code: String
  var line: Int
  var column = 0
  var message: String
  var fix = ""
}

/// Reads one list into entries and names.
struct ListReader {
  /// How many mistakes of one list are reported in full.
  static let mostProblems = 20

  private(set) var problems: [ListProblem] = []
  /// How many mistakes there are beyond those reported.
  private(set) var unreported = 0
  private(set) var plan: ListPlan

  private let options: GazetteerStage.ListOptions
  private let rules: NamingRules
  private let type: TypeDeclaration
  private let number: Int
  /// Columns that are kept.
  private var kept: [Source] = []
  private var nameSources: [Source] = []
  private var validSources: [Source] = []
  private var fields: [String] = []

  /// Where a value comes from.
  private struct Source {
    var column: String
    /// Number of the column in the table; nil in JSON, where it is a key.
    var index: Int?
    /// Whether the cell holds several values.
    var isList: Bool
    var filler: EntryFiller?
  }

  /// - Parameters:
  ///   - options: of this list.
  ///   - number: of this list, from 0.
  ///   - type: what it marks.
  ///   - plan: constants are in it already.
  ///   - rules: what all lists have in common.
  init(
    _ options: GazetteerStage.ListOptions,
    number: Int,
    _ type: TypeDeclaration,
    _ plan: ListPlan,
    _ rules: NamingRules
  ) {
    self.options = options
    self.number = number
    self.type = type
    self.plan = plan
    self.rules = rules
  }

  /// Reads the list.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    into store: inout EntryStore,
    _ builder: inout NameIndexBuilder
  ) {
    switch (options.file.path as NSString).pathExtension.lowercased() {
    case "jsonl", "ndjson": readLines(bytes, into: &store, &builder)
    case "csv": readTable(bytes, .commas, into: &store, &builder)
    case "tsv", "tab": readTable(bytes, .tabs, into: &store, &builder)
    default:
      _ = takeColumns(["name"], line: 0)
      readRows(ListTable(bytes, .lines), bytes, into: &store, &builder)
    }
  }

  private mutating func report(
    _ code: String,
    line: Int,
    column: Int = 0,
    _ message: String,
    fix: String = ""
  ) {
    if problems.count == Self.mostProblems {
      unreported += 1
    } else {
      problems.append(
        ListProblem(code: code, line: line, column: column, message: message, fix: fix)
      )
    }
  }
}

/// Columns.
extension ListReader {
  /// Finds what the columns are for.
  ///
  /// - Parameters:
  ///   - names: of the columns; nil when every entry names its own.
  ///   - line: where they stand.
  /// - Returns: whether names can be read.
  private mutating func takeColumns(_ names: [String]?, line: Int) -> Bool {
    fields = names ?? []
    let before = problems.count
    func has(_ column: String) -> Bool { names?.contains(column) ?? true }
    func source(_ column: String, isList: Bool, _ filler: EntryFiller? = nil) -> Source {
      Source(column: column, index: names?.firstIndex(of: column), isList: isList, filler: filler)
    }
    let columns = options.names ?? (["name", "aliases"].filter { $0 == "name" || has($0) })
    nameSources = columns.map { source($0, isList: true) }
    validSources = options.valid.map { source($0, isList: false) }
    let idColumn = options.id ?? (has("id") ? "id" : nil)
    for (i, feature) in type.features.enumerated() where i < plan.fillers.count {
      let filler = plan.fillers[i]
      let own = feature.name == "id" ? idColumn : has(feature.name) ? feature.name : nil
      guard let column = options.columns[feature.name] ?? own else { continue }
      plan.fillers[i].cell = kept.count
      kept.append(source(column, isList: filler.items != nil, filler))
    }
    if let idColumn {
      plan.id = kept.firstIndex { $0.column == idColumn && !$0.isList } ?? kept.count
      if plan.id == kept.count { kept.append(source(idColumn, isList: false)) }
    }
    plan.keptCells = kept.count
    if let names {
      if let twice = Dictionary(grouping: names, by: \.self).first(where: { $1.count > 1 })?.key {
        report("double-column", line: line, "two columns are called '\(twice)'", fix: "rename one")
      }
      let wanted = nameSources + validSources + kept
      for column in Set(wanted.map(\.column)).sorted() where !names.contains(column) {
        report(
          "missing-column",
          line: line,
          "there is no column '\(column)'",
          fix: NearestName.fix(for: column, among: names, called: "columns") ?? ""
        )
      }
    }
    return problems.count == before
  }
}

/// Tables.
extension ListReader {
  private mutating func readTable(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ format: ListTable.Format,
    into store: inout EntryStore,
    _ builder: inout NameIndexBuilder
  ) {
    var table = ListTable(bytes, format)
    do throws(ListTable.Problem) {
      guard try table.next() else {
        report(
          "missing-header",
          line: 1,
          "no line names the columns",
          fix: "begin with a line of column names, such as 'name'"
        )
        return
      }
    } catch {
      return report(error, bytes)
    }
    let names = table.cells.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    guard takeColumns(names, line: table.line) else { return }
    readRows(table, bytes, into: &store, &builder)
  }

  private mutating func readRows(
    _ start: ListTable,
    _ bytes: UnsafeBufferPointer<UInt8>,
    into store: inout EntryStore,
    _ builder: inout NameIndexBuilder
  ) {
    // Looked at as a whole first: the places of bytes that are no characters are sought only then.
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    var table = start
    while true {
      do throws(ListTable.Problem) {
        guard try table.next() else { return }
      } catch {
        report(error, bytes)
        continue
      }
      if !isValid, let place = invalidPlace(in: table, bytes) {
        report(
          "not-utf8",
          line: place.line,
          column: place.column,
          "the line is not UTF-8",
          fix: "save the list as UTF-8"
        )
        continue
      }
      guard table.cells.count == fields.count else {
        report(
          "wrong-row",
          line: table.line,
          column: 1,
          "\(table.cells.count) of \(fields.count) cells",
          fix: "separate \(fields.joined(separator: ", ")) by \(separator)"
        )
        continue
      }
      let isGoingOn = addEntry(line: table.line, into: &store, &builder) { source, arena in
        guard let index = source.index else { return }
        let cell = table.cells[index]
        Self.append(cell, of: bytes, isList: source.isList, to: &arena)
      }
      if !isGoingOn { return }
    }
  }

  private var separator: String { options.file.path.hasSuffix(".csv") ? "commas" : "tabs" }

  private static func append(
    _ cell: ListTable.Cell,
    of bytes: UnsafeBufferPointer<UInt8>,
    isList: Bool,
    to arena: inout [UInt8]
  ) {
    guard cell.hasDoubledQuotes || isList else {
      return arena.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[cell.range]))
    }
    var skips = false
    for byte in bytes[cell.range] {
      if cell.hasDoubledQuotes, byte == UInt8(ascii: "\"") {
        skips.toggle()
        if !skips { continue }
      }
      arena.append(isList && byte == UInt8(ascii: "|") ? EntryStore.separator : byte)
    }
  }

  private mutating func report(
    _ problem: ListTable.Problem,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    report(
      "stray-quote",
      line: problem.line,
      column: Self.column(of: problem.byte, lineStart: problem.lineStart, bytes),
      problem.message,
      fix: problem.fix
    )
  }

  /// The column of a byte, from 1, in code points.
  private static func column(
    of byte: Int,
    lineStart: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    String(decoding: bytes[lineStart..<max(byte, lineStart)], as: UTF8.self).unicodeScalars.count
      + 1
  }

  private func invalidPlace(
    in table: ListTable,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (line: Int, column: Int)? {
    for cell in table.cells {
      let part = UnsafeBufferPointer(rebasing: bytes[cell.range])
      if String(validating: part, as: UTF8.self) != nil { continue }
      var valid = 0
      var decoder = UTF8()
      var iterator = part.makeIterator()
      while case .scalarValue(let scalar) = decoder.decode(&iterator) {
        valid += UTF8.width(scalar)
      }
      let byte = cell.range.lowerBound + valid
      return (cell.line, Self.column(of: byte, lineStart: cell.lineStart, bytes))
    }
    return nil
  }
}

/// JSON Lines.
extension ListReader {
  private mutating func readLines(
    _ bytes: UnsafeBufferPointer<UInt8>,
    into store: inout EntryStore,
    _ builder: inout NameIndexBuilder
  ) {
    guard takeColumns(nil, line: 0) else { return }
    var table = ListTable(bytes, .lines)
    while (try? table.next()) == true {
      for cell in table.cells {
        let line = Data(bytes[cell.range])
        guard let value = try? JSONValue(parsing: line), case .object(let members) = value else {
          let problem = (try? JSONValue(parsing: line)) == nil ? "no JSON" : "no JSON object"
          report(
            "bad-line",
            line: cell.line,
            column: 1,
            "the line is \(problem)",
            fix: "write one object in each line: {\"name\": \"Oslo\"}"
          )
          continue
        }
        let isGoingOn = addEntry(line: cell.line, into: &store, &builder) { source, arena in
          guard let value = members[source.column] else { return }
          Self.append(value, to: &arena)
        }
        if !isGoingOn { return }
      }
    }
  }

  private static func append(_ value: JSONValue, to arena: inout [UInt8]) {
    switch value {
    case .null: break
    case .text(let text): arena += text.utf8
    case .list(let items):
      for (i, item) in items.enumerated() {
        if i > 0 { arena.append(EntryStore.separator) }
        append(item, to: &arena)
      }
    case .flag, .integer, .number, .object: arena += value.json.utf8
    }
  }
}

/// Entries.
extension ListReader {
  /// Adds an entry with its names.
  ///
  /// - Returns: whether more may follow.
  private mutating func addEntry(
    line: Int,
    into store: inout EntryStore,
    _ builder: inout NameIndexBuilder,
    _ append: (Source, inout [UInt8]) -> Void
  ) -> Bool {
    let firstCell = store.cells.count
    for source in kept {
      let cell = read(source, into: &store, append)
      store.cells.append(cell)
      guard let filler = source.filler, cell.count > 0 else { continue }
      if !store.withText(of: cell, filler.accepts) {
        let text = store.withText(of: cell) { String(decoding: $0, as: UTF8.self) }
        report(
          "wrong-value",
          line: line,
          column: 0,
          "'\(text)' in column '\(source.column)' is no value of feature '\(filler.feature.name)'",
          fix: "write \(filler.expectation)"
        )
      }
    }
    let days = readDays(line: line, into: &store, append)
    let entry = UInt32(store.count)
    store.lists.append(UInt16(number))
    store.firstCells.append(UInt32(firstCell))
    store.firstDays.append(days.first)
    store.lastDays.append(days.last)
    return addNames(of: entry, line: line, into: &store, &builder, append)
  }

  private func read(
    _ source: Source,
    into store: inout EntryStore,
    _ append: (Source, inout [UInt8]) -> Void
  ) -> EntryStore.Cell {
    let start = store.arena.count
    append(source, &store.arena)
    return EntryStore.Cell(start: UInt32(start), count: UInt32(store.arena.count - start))
  }

  private mutating func readDays(
    line: Int,
    into store: inout EntryStore,
    _ append: (Source, inout [UInt8]) -> Void
  ) -> (first: Int32, last: Int32) {
    var days = (first: Int32.min, last: Int32.max)
    for (i, source) in validSources.enumerated() {
      let cell = read(source, into: &store, append)
      if cell.count == 0 { continue }
      guard let range = store.withText(of: cell, Day.range) else {
        let text = store.withText(of: cell) { String(decoding: $0, as: UTF8.self) }
        report(
          "bad-date",
          line: line,
          "'\(text)' in column '\(source.column)' is no date",
          fix: "write 2022, 2022-10 or 2022-10-25, or leave it empty"
        )
        continue
      }
      if i == 0 { days.first = range.lowerBound } else { days.last = range.upperBound }
    }
    if days.first > days.last {
      report("bad-dates", line: line, "the entry ends before it begins", fix: "swap the dates")
    }
    return days
  }

  private mutating func addNames(
    of entry: UInt32,
    line: Int,
    into store: inout EntryStore,
    _ builder: inout NameIndexBuilder,
    _ append: (Source, inout [UInt8]) -> Void
  ) -> Bool {
    var names = 0
    for source in nameSources {
      let start = store.arena.count
      append(source, &store.arena)
      // The arena is not changed while the names in it are lent.
      let problem = store.arena.withUnsafeBufferPointer { arena in
        var problem: NameProblem?
        for part in arena[start...].split(separator: EntryStore.separator) {
          names += 1
          let name = UnsafeBufferPointer(rebasing: part)
          let found = rules.add(name, options.case ?? rules.letters, entry: entry, to: &builder)
          problem = problem ?? found
        }
        return problem
      }
      store.arena.removeLast(store.arena.count - start)
      if let problem, !report(problem, line: line) { return false }
    }
    if names == 0 { _ = report(NameProblem.empty, line: line) }
    return true
  }

  /// - Returns: whether to go on.
  private mutating func report(_ problem: NameProblem, line: Int) -> Bool {
    switch problem {
    case .empty:
      report("no-name", line: line, "the entry has no name", fix: "name it, or delete the line")
    case .tooLong:
      report(
        "long-name",
        line: line,
        "a name is longer than \(NameIndexBuilder.longestName) bytes",
        fix: "shorten it"
      )
    case .tooMany:
      report(
        "too-many-names",
        line: line,
        "the lists have more than \(NameIndexBuilder.mostNames) names",
        fix: "leave out what cannot occur, or use several stages"
      )
      return false
    }
    return true
  }
}

/// What names of all lists have in common.
struct NamingRules {
  var letters: CaseRule
  var isPlural: Bool
  /// In characters.
  var minLength: Int
  var stop: Set<[UInt8]>

  /// Adds a name, unless it is left out, and its plural.
  func add(
    _ name: UnsafeBufferPointer<UInt8>,
    _ letters: CaseRule,
    entry: UInt32,
    to builder: inout NameIndexBuilder
  ) -> NameProblem? {
    let length = name.count { $0 & 0xC0 != 0x80 }
    if length < minLength { return nil }
    if !stop.isEmpty, stop.contains(Array(name)) { return nil }
    if let problem = builder.add(name, letters.rule(for: name), entry: entry) { return problem }
    guard isPlural else { return nil }
    for plural in Self.plurals(of: name) {
      let problem = plural.withUnsafeBufferPointer {
        builder.add($0, letters.rule(for: name), entry: entry)
      }
      if let problem { return problem }
    }
    return nil
  }

  /// English plurals: `Kennedys` and `Kennedies`, `boxes`, `NGOs`.
  private static func plurals(of name: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    let small = name.suffix(2).map { $0 | 0x20 }
    guard let last = small.last, (0x61...0x7A).contains(last) || last >= 0x80 else { return [] }
    let name = Array(name)
    let hisses = "sxz".utf8.contains(last) || small == Array("ch".utf8) || small == Array("sh".utf8)
    if hisses { return [name + "es".utf8] }
    let isAfterVowel = small.count == 2 && "aeiou".utf8.contains(small[0])
    let plain = name + "s".utf8
    return last == UInt8(ascii: "y") && !isAfterVowel
      ? [plain, name.dropLast() + "ies".utf8] : [plain]
  }
}
