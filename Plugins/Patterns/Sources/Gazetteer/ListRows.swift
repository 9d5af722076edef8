import GalleyKit

/// The lines of a list that are text.
struct ListRows {
  /// The longest line, in bytes.
  static let longest = 1 << 20

  private let rows: RowReader

  /// - Parameters:
  ///   - bytes: the list, as long as it is read.
  ///   - format: what it is written in.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ format: ListFormat) {
    rows = RowReader(
      MarkedBytes(MemorySource(bytes)),
      format.signs,
      remedy: "shorten it, or look for a missing line end"
    )
  }

  /// The next line that is text; what is wrong with those before it is noted.
  func next(_ problems: inout ListProblems) -> Row? {
    while true {
      guard let row = rows.next(longest: Self.longest) else {
        // What is in memory can always be read.
        guard (try? rows.fill()) == true else { return nil }
        continue
      }
      if isText(row, &problems) { return row }
    }
  }

  private func isText(_ row: Row, _ problems: inout ListProblems) -> Bool {
    if let problem = row.problem {
      problems.add(
        problem.code,
        line: problem.place?.line ?? row.line,
        column: problem.place?.column ?? 0,
        problem.message,
        fix: problem.fix
      )
      return false
    }
    if let invalid = InvalidUTF8(in: row.bytes) {
      let place = row.place(of: invalid.range.lowerBound)
      problems.add(
        "not-utf8",
        line: place.line,
        column: place.column,
        invalid.message,
        fix: "save the list as UTF-8"
      )
      return false
    }
    if let zero = row.bytes.firstIndex(of: 0) {
      let place = row.place(of: zero)
      problems.add(
        "not-text",
        line: place.line,
        column: place.column,
        "byte 0x00 stands in no text",
        fix: "save the list as UTF-8, or name another file"
      )
      return false
    }
    return true
  }
}
