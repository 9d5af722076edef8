import GalleyKit

/// Which column of a table is which part of a document.
struct ColumnRoles {
  /// How many cells a row has.
  let count: Int
  let names: [String]
  let text: [Int]
  private(set) var id: Int?
  private(set) var published: Int?
  private(set) var title: Int?
  private(set) var metadata: [(key: [UInt8], column: Int)] = []

  /// - Throws: `RowProblem` that names all columns that are missing or there twice.
  init(
    header names: [String],
    _ options: CSVReader.Options,
    _ signs: TableSigns
  ) throws(RowProblem) {
    // Tables with numbered rows often leave their first column without a name.
    let named = names.enumerated().map { $1.isEmpty ? "column\($0 + 1)" : $1 }
    if let problem = Self.repetition(in: named) {
      throw RowProblem("duplicate-column", "\(problem) in the header; give them different names")
    }
    try self.init(named, options, signs)
  }

  /// The columns of a table without a header.
  ///
  /// - Throws: `RowProblem` when the options name others.
  init(
    cells: [Row.Cell],
    _ options: CSVReader.Options,
    _ signs: TableSigns
  ) throws(RowProblem) {
    let numbered = cells.indices.map { "column\($0 + 1)" }
    try self.init(options.columns ?? numbered, options, signs)
  }

  private init(
    _ names: [String],
    _ options: CSVReader.Options,
    _ signs: TableSigns
  ) throws(RowProblem) {
    let missing = Self.missing(options, among: names).map(\.message)
    guard missing.isEmpty else {
      let hint = Self.otherDelimiter(names, signs).map { "; set 'delimiter: \"\($0)\"'" } ?? ""
      throw RowProblem("missing-column", missing.joined(separator: "; ") + hint)
    }
    count = names.count
    self.names = names
    text = options.text.compactMap { names.firstIndex(of: $0) }
    id = names.firstIndex(of: options.id ?? "id")
    published = names.firstIndex(of: options.published ?? "published")
    title = names.firstIndex(of: options.title ?? "title")
    // The metadata 'published' and 'title' come from their columns only: another one of this name
    // would be mistaken for them.
    let taken = Set(text + [id, published, title].compactMap { $0 })
    metadata = names.enumerated().compactMap { i, name in
      guard name != "published", name != "title" else { return nil }
      let isWanted = options.metadata.map { $0.contains(name) } ?? !taken.contains(i)
      return isWanted ? (Array(name.utf8), i) : nil
    }
    if let title { metadata.insert((Array("title".utf8), title), at: 0) }
  }

  /// Reports what is wrong with the names of columns before there is a table.
  ///
  /// - Throws: `PrepareFailure.reported`.
  static func check(_ options: CSVReader.Options, _ setup: borrowing Setup) throws {
    var problems = 0
    func report(_ option: String, _ message: String, _ fix: String) {
      setup.report(code: "bad-columns", at: option, message, fix: fix)
      problems += 1
    }
    if options.text.isEmpty { report("/text", "no column is the text", "name at least one") }
    if let columns = options.columns {
      if options.header {
        report("/columns", "the header names the columns", "set 'header: false', or leave it out")
      } else {
        if let problem = repetition(in: columns) {
          report("/columns", problem, "give them different names")
        }
        for column in missing(options, among: columns) {
          report(column.option, column.problem, column.fix)
        }
      }
    }
    if problems > 0 { throw PrepareFailure.reported }
  }

  /// A column that the options name and the table does not have.
  private struct Missing {
    var option: String
    var problem: String
    var fix: String
    var message: String { "\(problem); \(fix)" }
  }

  private static func missing(
    _ options: CSVReader.Options,
    among names: [String]
  ) -> [Missing] {
    var wanted = options.text.enumerated().map { ("/text/\($0)", $1) }
    wanted += (options.metadata ?? []).enumerated().map { ("/metadata/\($0)", $1) }
    let single = [("id", options.id), ("published", options.published), ("title", options.title)]
    for case (let option, let name?) in single where !name.isEmpty {
      wanted.append(("/\(option)", name))
    }
    return wanted.compactMap { option, name in
      guard !names.contains(name) else { return nil }
      let fix = NearestName.fix(for: name, among: names, called: "columns")
      return Missing(option: option, problem: "there is no column '\(name)'", fix: fix ?? "")
    }
  }

  private static func repetition(in names: [String]) -> String? {
    for (i, name) in names.enumerated() {
      if let first = names[..<i].firstIndex(of: name) {
        return "columns \(first + 1) and \(i + 1) are both called '\(name)'"
      }
    }
    return nil
  }

  /// What probably stands between the cells of a table that seems to have one column.
  private static func otherDelimiter(_ names: [String], _ signs: TableSigns) -> String? {
    guard names.count == 1 else { return nil }
    let known: [(Character, String)] = [("\t", "tab"), (";", ";"), ("|", "|"), (",", ",")]
    return known.first { names[0].contains($0.0) }?.1
  }
}
