import Foundation
import GalleyKit
import GalleyPatterns

/// Reads one list into entries and names.
struct ListReader {
  private(set) var problems = ListProblems()
  private(set) var plan: ListPlan

  private let options: GazetteerStage.ListOptions
  private let type: TypeDeclaration
  private let number: Int
  private let format: ListFormat
  /// nil: the header has not been read.
  private var columns: ListColumns?

  /// - Parameters:
  ///   - options: of this list.
  ///   - number: of this list, from 0.
  ///   - type: what it marks.
  ///   - plan: constants are in it already.
  init(
    _ options: GazetteerStage.ListOptions,
    number: Int,
    _ type: TypeDeclaration,
    _ plan: ListPlan
  ) {
    self.options = options
    self.number = number
    self.type = type
    self.plan = plan
    format = ListFormat(options.file.path)
  }

  /// Reads the list.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into entries: inout EntryCollector) {
    switch format {
    case .names: columns = ListColumns(["name"], options, type, &plan)
    case .objects: columns = ListColumns(nil, options, type, &plan)
    case .tabs, .commas: break
    }
    columns?.check(line: 0, &problems)
    if problems.count > 0 { return }
    let rows = ListRows(bytes, format)
    while let row = rows.next(&problems) {
      guard let columns else {
        readHeader(row)
        if problems.count > 0 { return }
        continue
      }
      guard add(row, columns, to: &entries) else { return }
    }
    if columns == nil, problems.count == 0 {
      problems.add(
        "missing-header",
        line: 1,
        "no line names the columns",
        fix: "begin with a line of column names, such as 'name'"
      )
    }
  }

  private mutating func readHeader(_ row: Row) {
    let names = row.cells.map { String(decoding: row.bytes[$0.range], as: UTF8.self) }
    let columns = ListColumns(names, options, type, &plan)
    columns.check(line: row.line, &problems)
    self.columns = columns
  }

  /// Adds the entry of a row.
  ///
  /// - Returns: whether more may follow.
  private mutating func add(
    _ row: Row,
    _ columns: ListColumns,
    to entries: inout EntryCollector
  ) -> Bool {
    func add(_ values: some EntryValues) -> Bool {
      entries.add(
        values,
        list: number,
        line: row.line,
        columns,
        options,
        &problems
      )
    }
    if format == .objects {
      if let values = PlainObject(row.bytes) { return add(values) }
      guard let values = object(row) else { return true }
      return add(values)
    }
    guard row.cells.count == columns.all?.count else {
      problems.add(
        "wrong-row",
        line: row.line,
        column: 1,
        "\(row.cells.count) of \(columns.all?.count ?? 0) cells",
        fix: "separate \(columns.all?.joined(separator: ", ") ?? "") by \(format.separator)"
      )
      return true
    }
    return add(RowValues(row: row))
  }

  private mutating func object(_ row: Row) -> ObjectValues? {
    let value = try? JSONValue(parsing: Data(row.bytes))
    if case .object(let members)? = value { return ObjectValues(members: members) }
    problems.add(
      "bad-line",
      line: row.line,
      column: 1,
      "the line is \(value == nil ? "no JSON" : "no JSON object")",
      fix: "write one object in each line: {\"name\": \"Oslo\"}"
    )
    return nil
  }
}
