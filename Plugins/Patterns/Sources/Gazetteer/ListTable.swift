/// Cuts a table held in memory into rows and cells; quotes as in RFC 4180.
///
/// Rows end with a line feed, a carriage return or both. Empty lines and lines that begin with `#` are
/// passed over.
struct ListTable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8?
  private let isQuoted: Bool
  private var at: Int
  private(set) var line = 0
  /// First byte of the row.
  private(set) var start = 0
  private(set) var cells: [Cell] = []

  struct Cell {
    /// Without the quotes around it.
    var range: Range<Int>
    /// Whether quotes inside are doubled.
    var hasDoubledQuotes = false
    /// Where it begins: the line, from 1, and the first byte of that line.
    var line: Int
    var lineStart: Int
  }

  /// A mistake in the table, at a byte.
  struct Problem: Error {
    var line: Int
    var lineStart: Int
    var byte: Int
    var message: String
    var fix: String
  }

  /// What stands between the cells, by the ending of a file.
  enum Format {
    case lines, tabs, commas

    var delimiter: UInt8? {
      switch self {
      case .lines: nil
      case .tabs: 0x09
      case .commas: 0x2C
      }
    }
  }

  private var nextLine = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ format: Format) {
    self.bytes = bytes
    delimiter = format.delimiter
    isQuoted = format == .commas
    at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there was one.
  /// - Throws: what is wrong with it; the row after it can be asked for.
  mutating func next() throws(Problem) -> Bool {
    while at < bytes.count {
      line = nextLine
      start = at
      cells.removeAll(keepingCapacity: true)
      if isLineEnd(at) {
        passLineEnd()
      } else if bytes[at] == UInt8(ascii: "#") {
        at = endOfLine(from: at)
        passLineEnd()
      } else {
        try readRow()
        return true
      }
    }
    return false
  }

  private mutating func readRow() throws(Problem) {
    var lineStart = start
    while true {
      if isQuoted, at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
        try readQuoted(&lineStart)
      } else {
        let first = at
        while at < bytes.count, bytes[at] != delimiter, !isLineEnd(at) { at += 1 }
        cells.append(Cell(range: first..<at, line: nextLine, lineStart: lineStart))
      }
      guard at < bytes.count, bytes[at] == delimiter else { break }
      at += 1
    }
    passLineEnd()
  }

  private mutating func readQuoted(_ lineStart: inout Int) throws(Problem) {
    var cell = Cell(range: at + 1..<at + 1, line: nextLine, lineStart: lineStart)
    let quote = UInt8(ascii: "\"")
    at += 1
    while at < bytes.count {
      if bytes[at] != quote {
        let isEnd = isLineEnd(at)
        at += 1
        // A carriage return counts with its line feed.
        if isEnd, !(bytes[at - 1] == 0x0D && at < bytes.count && bytes[at] == 0x0A) {
          nextLine += 1
          lineStart = at
        }
      } else if at + 1 < bytes.count, bytes[at + 1] == quote {
        cell.hasDoubledQuotes = true
        at += 2
      } else {
        break
      }
    }
    cell.range = cell.range.lowerBound..<min(at, bytes.count)
    let isOpen = at >= bytes.count
    if !isOpen { at += 1 }
    guard !isOpen, at == bytes.count || bytes[at] == delimiter || isLineEnd(at) else {
      throw giveUp(cell, isOpen: isOpen)
    }
    cells.append(cell)
  }

  /// Goes to the line after the one in which a broken cell begins; behind an open quote, to the end.
  private mutating func giveUp(_ cell: Cell, isOpen: Bool) -> Problem {
    let byte = isOpen ? cell.range.lowerBound - 1 : at
    let problem = Problem(
      line: isOpen ? cell.line : nextLine,
      lineStart: cell.lineStart,
      byte: byte,
      message: isOpen ? "the quote is not closed" : "the cell goes on behind its closing quote",
      fix: isOpen ? "close it" : "double quotes inside quotes"
    )
    nextLine = cell.line
    at = isOpen ? bytes.count : endOfLine(from: cell.range.lowerBound)
    passLineEnd()
    return problem
  }

  private func isLineEnd(_ i: Int) -> Bool { bytes[i] == 0x0A || bytes[i] == 0x0D }

  private func endOfLine(from i: Int) -> Int {
    var end = i
    while end < bytes.count, !isLineEnd(end) { end += 1 }
    return end
  }

  private mutating func passLineEnd() {
    guard at < bytes.count else { return }
    let isReturn = bytes[at] == 0x0D
    at += 1
    if isReturn, at < bytes.count, bytes[at] == 0x0A { at += 1 }
    nextLine += 1
  }
}
