/// A line of a document as it is printed.
struct TextLine {
  /// What is printed; blanks at its end are not.
  var cells: [TextCell]
  /// Bytes of the text that belong to it: what is printed, blanks at its end, its line end.
  var bytes: Range<Int>

  /// Columns before each cell.
  let columns: [Int]
  let width: Int

  init(_ cells: some Sequence<TextCell>, _ bytes: Range<Int>) {
    self.cells = Array(cells)
    self.bytes = bytes
    var column = 0
    var columns: [Int] = []
    for i in self.cells.indices {
      columns.append(column)
      if self.cells[i].kind == .tab {
        self.cells[i].width = DisplayWidth.ofTab(at: column)
        self.cells[i].shown = String(repeating: " ", count: self.cells[i].width)
      }
      column += self.cells[i].width
    }
    self.columns = columns
    width = column
  }

  var text: String { cells.reduce(into: "") { $0 += $1.shown } }

  /// The cells that are printed of a stretch of the text; empty when none are.
  func cells(of span: Range<Int>) -> Range<Int> {
    let first = cells.partitioningIndex { $0.bytes.upperBound > span.lowerBound }
    let last = cells.partitioningIndex { $0.bytes.lowerBound >= span.upperBound }
    return first..<max(first, last)
  }
}

extension TextLine {
  /// Calls `body` with each line of a text, at most `width` columns wide, the text's own line ends
  /// kept.
  ///
  /// Lines break behind blanks, beside wide characters, or else where they must. A line feed, a
  /// carriage return and both together end a line.
  static func forEach(
    of text: [UInt8],
    width: Int,
    _ body: (TextLine) throws(RunStop) -> Void
  ) throws(RunStop) {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
      var next = end
      if next < text.count {
        next += text[end] == 0x0D && end + 1 < text.count && text[end + 1] == 0x0A ? 2 : 1
      }
      try wrap(TextCell.cells(of: text, start..<end), start..<next, width, body)
      start = next
    }
  }

  /// The lines of one paragraph.
  private static func wrap(
    _ cells: [TextCell],
    _ bytes: Range<Int>,
    _ width: Int,
    _ body: (TextLine) throws(RunStop) -> Void
  ) throws(RunStop) {
    var start = 0
    var position = bytes.lowerBound
    repeat {
      let end = lineEnd(cells, from: start, width)
      var printed = end
      while printed > start, cells[printed - 1].isBlank { printed -= 1 }
      let next = end == cells.count ? bytes.upperBound : cells[end].bytes.lowerBound
      try body(TextLine(cells[start..<printed], position..<next))
      position = next
      start = end
    } while start < cells.count
  }

  /// Where the line that begins at `start` ends, with its blanks.
  private static func lineEnd(_ cells: [TextCell], from start: Int, _ width: Int) -> Int {
    var column = 0
    var last: Int?
    var i = start
    while i < cells.count {
      if i > start, mayBreak(cells[i - 1], cells[i]) { last = i }
      let wanted = cells[i].kind == .tab ? DisplayWidth.ofTab(at: column) : cells[i].width
      if !cells[i].isBlank, column + wanted > width { return last ?? max(i, start + 1) }
      column += wanted
      i += 1
    }
    return i
  }

  private static func mayBreak(_ before: TextCell, _ after: TextCell) -> Bool {
    if after.isBlank { return false }
    if before.isBlank { return true }
    if after.kind == .wideClosing { return false }
    return before.kind == .wide || before.kind == .wideClosing || after.kind == .wide
  }
}

extension Array {
  /// The first index from which on `isSecond` holds; it holds for all elements behind it.
  fileprivate func partitioningIndex(_ isSecond: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
