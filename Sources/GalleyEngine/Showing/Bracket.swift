/// The part of an annotation that stands under one line of text.
struct Bracket: Hashable {
  /// First column.
  var column: Int
  /// Columns; 0 for a place between two characters.
  var width: Int
  /// Whether the annotation begins here, and whether it ends here.
  var begins = true
  var ends = true
  var label: String
}

/// A bracket with its label, in the row where it has room.
struct PlacedBracket: Hashable {
  /// First column of what is drawn.
  var column: Int
  var drawn: String
  /// Index of the bracket.
  var index: Int
}

/// Rows of brackets under a line of text: inner ones above outer ones, as few rows as that needs.
struct BracketRows {
  private(set) var rows: [[PlacedBracket]] = []
  private var taken: [[Range<Int>]] = []
  private let width: Int

  /// - Parameters:
  ///   - brackets: in any order.
  ///   - width: columns there are.
  init(_ brackets: [Bracket], width: Int) {
    self.width = width
    let levels = Self.levels(brackets)
    let order = brackets.indices.sorted {
      (levels[$0], brackets[$0].column, $0) < (levels[$1], brackets[$1].column, $1)
    }
    var rowOf = [Int](repeating: 0, count: brackets.count)
    for (n, i) in order.enumerated() {
      let above = order[..<n].filter { Self.overlap(brackets[$0], brackets[i]) }
      rowOf[i] = place(brackets[i], i, from: above.map { rowOf[$0] + 1 }.max() ?? 0)
    }
    for i in rows.indices { rows[i].sort { $0.column < $1.column } }
  }

  /// How many brackets, each shorter than the next, stand above each.
  private static func levels(_ brackets: [Bracket]) -> [Int] {
    let order = brackets.indices.sorted {
      (brackets[$0].width, brackets[$0].column, $0) < (brackets[$1].width, brackets[$1].column, $1)
    }
    var levels = [Int](repeating: 0, count: brackets.count)
    for (n, i) in order.enumerated() {
      let above = order[..<n].filter { overlap(brackets[$0], brackets[i]) }
      levels[i] = above.map { levels[$0] + 1 }.max() ?? 0
    }
    return levels
  }

  private static func overlap(_ a: Bracket, _ b: Bracket) -> Bool {
    a.column < b.column + max(1, b.width) && b.column < a.column + max(1, a.width)
  }

  private mutating func place(_ bracket: Bracket, _ index: Int, from first: Int) -> Int {
    let drawings = bracket.drawings(width: width)
    var row = first
    while true {
      while taken.count <= row {
        taken.append([])
        rows.append([])
      }
      for drawing in drawings where taken[row].allSatisfy({ !$0.overlaps(drawing.room) }) {
        taken[row].append(drawing.room)
        rows[row].append(
          PlacedBracket(column: drawing.column, drawn: drawing.text, index: index)
        )
        return row
      }
      row += 1
    }
  }
}

extension Bracket {
  fileprivate struct Drawing {
    var column: Int
    var text: String
    /// Columns nothing else may stand in.
    var room: Range<Int>
  }

  /// The ways to draw it, the best first: the label inside, behind, before, or shortened.
  fileprivate func drawings(width: Int) -> [Drawing] {
    let size = max(1, self.width)
    let length = DisplayWidth.of(label)
    let place = column..<column + size
    if length + 2 <= size { return [Drawing(column: column, text: drawn(label), room: place)] }
    var drawings: [Drawing] = []
    if place.upperBound + length <= width {
      let room = column..<place.upperBound + length + 1
      drawings.append(Drawing(column: column, text: drawn("") + label, room: room))
    }
    if column >= length {
      // The blank before the label keeps it from its neighbour's.
      let room = max(0, column - length - 1)..<place.upperBound
      drawings.append(Drawing(column: column - length, text: label + drawn(""), room: room))
    }
    let short = size >= 5 ? drawn(label.shortened(to: size - 2)) : drawn("")
    if size >= 5 || drawings.isEmpty {
      drawings.append(Drawing(column: column, text: short, room: place))
    }
    return drawings
  }

  /// The bracket around a label that fits.
  private func drawn(_ label: String) -> String {
    let first = begins ? "└" : "╌"
    let last = ends ? "┘" : "╌"
    if width == 0 { return "^" }
    if width == 1 { return begins && ends ? "╵" : begins ? first : ends ? last : "╌" }
    let free = width - 2 - DisplayWidth.of(label)
    let lead = free > 0 ? "─" : ""
    return first + lead + label + String(repeating: "─", count: max(0, free - 1)) + last
  }
}

extension String {
  /// At most so many columns of it, `…` in place of the rest.
  func shortened(to width: Int) -> String {
    if DisplayWidth.of(self) <= width { return self }
    var result = ""
    var left = width - 1
    for character in self {
      left -= DisplayWidth.of(character)
      if left < 0 { break }
      result.append(character)
    }
    return result + "…"
  }
}
