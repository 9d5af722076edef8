import GalleyKit

/// A line of a source with a caret under the place that is meant.
package struct SourceExcerpt: Sendable, Hashable {
  /// The line as shown: tabs as spaces, control characters replaced, long lines cut.
  package var line: String
  /// Columns of a terminal before the caret.
  package var indentation: Int
  /// Columns of a terminal under which carets stand, at least 1.
  package var width: Int

  /// Columns shown at most.
  static let maximumWidth = 120

  /// Cuts the excerpt out of the line; `column` is 1-based and, like `length`, in code points.
  package init(of line: some StringProtocol, column: Int, length: Int) {
    let scalars = Array(line.unicodeScalars)
    var cells: [(text: String, width: Int)] = []
    var at = 0
    for scalar in scalars {
      let cell = Self.cell(scalar, at: at)
      cells.append(cell)
      at += cell.width
    }
    let first = min(max(column - 1, 0), cells.count)
    let last = min(first + max(length, 1), cells.count)
    let (shown, isCut) = Self.window(cells.map(\.width), around: first)
    let text = cells[shown].map(\.text).joined()
    let before = cells[shown.lowerBound..<first].reduce(0) { $0 + $1.width }
    let under = cells[first..<min(max(last, first), max(shown.upperBound, first))]
      .reduce(0) { $0 + $1.width }
    self.line = (isCut ? "…" : "") + text + (shown.upperBound < cells.count ? "…" : "")
    indentation = before + (isCut ? 1 : 0)
    width = max(1, under)
  }

  private static func cell(_ scalar: Unicode.Scalar, at column: Int) -> (text: String, width: Int) {
    if scalar == "\t" {
      let width = DisplayWidth.ofTab(at: column)
      return (String(repeating: " ", count: width), width)
    }
    if scalar.properties.generalCategory == .control { return ("\u{FFFD}", 1) }
    return (String(scalar), DisplayWidth.of(scalar))
  }

  /// The cells shown of a line, and whether some before them are not.
  private static func window(_ widths: [Int], around cell: Int) -> (Range<Int>, Bool) {
    var start = 0
    if widths[..<cell].reduce(0, +) > maximumWidth * 2 / 3 {
      var before = 0
      start = cell
      while start > 0, before < maximumWidth / 2 {
        start -= 1
        before += widths[start]
      }
    }
    var end = start
    var width = 0
    while end < widths.count, width + widths[end] <= maximumWidth || end <= cell {
      width += widths[end]
      end += 1
    }
    return (start..<end, start > 0)
  }
}
