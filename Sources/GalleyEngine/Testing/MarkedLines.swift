import GalleyKit

/// A text with strokes under parts of it, each with a note.
///
///     On Friday President Ann Lee met resistance from Bo Ray.
///               ~~~~~~~~~~~~~~~~~~~~~ matched so far
struct MarkedLines {
  struct Row {
    /// UTF-8 bytes; empty at the end of the text.
    var span: TextSpan
    var stroke: Character
    var note: String

    init(_ span: TextSpan, _ stroke: Character, _ note: String) {
      self.span = span
      self.stroke = stroke
      self.note = note
    }
  }

  /// Columns of text shown at most, unless what is marked is longer.
  private static let width = 100

  private let text: [UInt8]
  private let cells: [TextCell]

  init(_ text: String) {
    self.text = Array(text.utf8)
    cells = TextCell.cells(of: self.text, 0..<self.text.count).map { cell in
      // A tab has no width of its own.
      var cell = cell
      if cell.kind == .tab { (cell.shown, cell.width) = (" ", 1) }
      return cell
    }
  }

  /// The text and the rows, indented.
  func drawn(_ rows: [Row]) -> [String] {
    let shown = window(around: rows)
    let hasCut = shown.lowerBound > 0
    var lines = [
      "    " + (hasCut ? "…" : "") + cells[shown].map(\.shown).joined()
        + (shown.upperBound < cells.count ? "…" : "")
    ]
    for row in rows {
      let first = cell(at: Int(row.span.start))
      let last = max(first, cell(at: Int(row.span.end)))
      let before = columns(shown.lowerBound..<first) + (hasCut ? 1 : 0)
      let under = String(repeating: row.stroke, count: max(1, columns(first..<last)))
      lines.append("    \(String(repeating: " ", count: before))\(under) \(row.note)")
    }
    return lines
  }

  /// A line that belongs to the text as a whole.
  func note(_ text: String) -> String { "    " + text }

  /// The next character that is not white space, as the place of something that is missing.
  func next(behind end: UInt32) -> TextSpan {
    var position = Int(end)
    while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) { position += 1 }
    let place = UInt32(position)
    return TextSpan(start: place, end: place)
  }

  /// The cells shown: all of a short text, else what is marked with something around it.
  private func window(around rows: [Row]) -> Range<Int> {
    let all = 0..<cells.count
    guard columns(all) > Self.width, let start = rows.map(\.span.start).min(),
      let end = rows.map(\.span.end).max()
    else { return all }
    var first = cell(at: Int(start))
    var last = max(first, cell(at: Int(end)))
    var rest = Self.width - columns(first..<last)
    while rest > 0, first > 0 || last < cells.count {
      if first > 0 {
        first -= 1
        rest -= cells[first].width
      }
      if last < cells.count {
        rest -= cells[last].width
        last += 1
      }
    }
    return first..<last
  }

  /// The first cell that does not end before a byte.
  private func cell(at byte: Int) -> Int {
    cells.firstIndex { $0.bytes.upperBound > byte } ?? cells.count
  }

  private func columns(_ range: Range<Int>) -> Int {
    range.isEmpty ? 0 : cells[range].reduce(0) { $0 + $1.width }
  }
}
