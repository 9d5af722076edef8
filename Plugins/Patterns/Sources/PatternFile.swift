import GalleyKit

/// A pattern file: a table separated by tabs, with a header line that names the columns.
///
/// ```
/// # Anything behind a number sign is a comment.
/// name<TAB>type<TAB>flags<TAB>features<TAB>pattern
/// @DIGITS<TAB>\d{1,3}(?:,\d{3})+|\d+
/// percent<TAB>Percent<TAB>extended<TAB>-<TAB>\b @{DIGITS}
/// <TAB>\s? %
/// ```
/// `-` is an empty cell. A line that begins with white space goes on with the cell above. `@NAME` in
/// the first column defines a piece that `@{NAME}` puts into patterns, as a group of its own.
struct PatternFile {
  var patterns: [PatternSource] = []
  private(set) var problems: [PatternProblem] = []

  let number: Int
  private var columns: [Column] = []
  var definitions: [String: PatternText] = [:]
  var row: Row?

  enum Column: String, CaseIterable {
    case name, type, flags, features, group, pattern
  }

  /// A row and the lines that go on with it.
  struct Row {
    var line: Int
    var cells: [Column: String]
    /// The name, when the row is a definition.
    var definition: String?
    var pieces: [Piece] = []
  }

  struct Piece {
    var text: Substring
    var line: Int
    var column: Int
  }

  /// Reads the file of this number, from 0 in the option `files`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, number: Int) {
    self.number = number
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report("not-utf8", line: 0, column: 0, "the file is not UTF-8", fix: "save it as UTF-8")
      return
    }
    let newline = UInt8(ascii: "\n")
    for (index, line) in text.utf8.split(separator: newline, omittingEmptySubsequences: false)
      .enumerated()
    {
      let isWindowsLine = line.last == UInt8(ascii: "\r")
      read(Substring(isWindowsLine ? line.dropLast() : line), number: index + 1)
    }
    finishRow()
    if columns.isEmpty, problems.isEmpty {
      report("missing-header", line: 1, column: 1, "no line names the columns", fix: headerFix)
    }
  }

  private mutating func read(_ line: Substring, number: Int) {
    guard let first = line.utf8.first else { return finishRow() }
    switch first {
    case UInt8(ascii: "#"): return
    case UInt8(ascii: "\t"), UInt8(ascii: " "): goOn(with: line, number: number)
    case UInt8(ascii: "@"): define(line, number: number)
    default:
      finishRow()
      if columns.isEmpty { readHeader(line, number) } else { beginRow(line, number) }
    }
  }

  private mutating func readHeader(_ line: Substring, _ number: Int) {
    for cell in cells(of: line, atMost: .max) {
      let name = String(cell.text)
      guard let column = Column(rawValue: name) else {
        let fix = NearestName.fix(
          for: name,
          among: Column.allCases.map(\.rawValue),
          called: "columns"
        )
        report(
          "unknown-column",
          line: number,
          column: cell.column,
          "unknown column '\(name)'",
          fix: fix ?? ""
        )
        continue
      }
      columns.append(column)
    }
    let isComplete = Set([.name, .type, .pattern]).isSubset(of: columns)
    if columns.last != .pattern || !isComplete || Set(columns).count < columns.count {
      report(
        "wrong-header",
        line: number,
        column: 1,
        "the columns need 'name' and 'type', each once, and 'pattern' as the last",
        fix: headerFix
      )
    }
  }

  private mutating func beginRow(_ line: Substring, _ number: Int) {
    let cells = cells(of: line, atMost: columns.count)
    guard cells.count == columns.count, let pattern = cells.last else {
      report(
        "wrong-row",
        line: number,
        column: 1,
        "\(cells.count) of \(columns.count) cells",
        fix: "separate \(columns.map(\.rawValue).joined(separator: ", ")) by tabs"
      )
      return
    }
    var named: [Column: String] = [:]
    for (column, cell) in zip(columns, cells.dropLast()) where cell.text != "-" {
      named[column] = String(cell.text)
    }
    row = Row(line: number, cells: named, definition: nil)
    row?.pieces = [Piece(text: pattern.text, line: number, column: pattern.column)]
  }

  private mutating func define(_ line: Substring, number: Int) {
    finishRow()
    let cells = cells(of: line, atMost: 2)
    let name = String(cells[0].text.dropFirst())
    guard cells.count == 2, !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else {
      report(
        "wrong-definition",
        line: number,
        column: 1,
        "'\(cells[0].text)' defines nothing",
        fix: "write '@NAME', a tab and the piece; names are letters, digits and '_'"
      )
      return
    }
    if definitions[name] != nil {
      report(
        "double-definition",
        line: number,
        column: 1,
        "'@\(name)' is defined twice",
        fix: "rename one of them"
      )
    }
    row = Row(line: number, cells: [:], definition: name)
    row?.pieces = [Piece(text: cells[1].text, line: number, column: cells[1].column)]
  }

  private mutating func goOn(with line: Substring, number: Int) {
    let rest = line.drop { $0 == "\t" || $0 == " " }
    guard !rest.isEmpty else { return }
    guard row != nil else {
      report(
        "stray-line",
        line: number,
        column: 1,
        "nothing to go on with above this line",
        fix: "begin a row in the first column"
      )
      return
    }
    let indent = line.unicodeScalars.count - rest.unicodeScalars.count
    row?.pieces.append(Piece(text: rest, line: number, column: indent + 1))
  }

  private func cells(of line: Substring, atMost count: Int) -> [Piece] {
    let tab = UInt8(ascii: "\t")
    var column = 1
    let splits = count == .max ? count : count - 1
    return line.utf8.split(separator: tab, maxSplits: splits, omittingEmptySubsequences: false)
      .map { cell in
        let text = Substring(cell)
        defer { column += text.unicodeScalars.count + 1 }
        return Piece(text: text, line: 0, column: column)
      }
  }

  mutating func report(
    _ code: String,
    line: Int,
    column: Int,
    _ message: String,
    fix: String
  ) {
    problems.append(
      PatternProblem(
        code: code,
        place: .file(number, line: line, column: column),
        message: message,
        fix: fix
      )
    )
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

private let headerFix =
  "begin with 'name', 'type', 'flags', 'features' and 'pattern', separated by tabs"
