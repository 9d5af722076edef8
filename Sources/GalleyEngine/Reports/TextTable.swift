/// Columns of text, aligned for reading.
package struct TextTable {
  /// How a column stands.
  package enum Alignment: Sendable {
    case left
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  package init(_ header: [String], _ alignments: [Alignment]) {
    self.alignments = alignments
    rows = [header]
  }

  package mutating func add(_ row: [String]) { rows.append(row) }

  /// One line per row, columns two blanks apart, nothing behind the last.
  package var text: String {
    let widths = alignments.indices.map { column in
      rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(
          repeating: " ",
          count: widths[column] - DisplayWidth.of(cell)
        )
        return alignments[column] == .left ? cell + blanks : blanks + cell
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
