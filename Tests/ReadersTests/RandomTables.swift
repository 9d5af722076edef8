/// Makes tables from a seed: what is in them, and one of the ways to write it.
struct RandomTables {
  var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(state: seed) }

  /// Rows of cells; the first cell of each is never empty.
  mutating func rows() -> [[String]] {
    let columns = 1 + pick(5)
    return (0..<1 + pick(12)).map { row in
      (0..<columns).map { column in column == 0 ? "\(row)\(text())" : text() }
    }
  }

  /// CSV as different programs write it: quotes where they must be, and here and there besides.
  mutating func written(_ rows: [[String]]) -> String {
    let lineEnds = ["\n", "\r\n", "\r"]
    let usual = lineEnds[pick(3)]
    var table = ""
    for row in rows {
      table += row.map { cell($0) }.joined(separator: ",")
      table += chance(10) ? lineEnds[pick(3)] : usual
      if chance(10) { table += usual }
    }
    return chance(3)
      ? String(table.unicodeScalars.dropLast(table.hasSuffix("\r\n") ? 2 : 1)) : table
  }

  private mutating func cell(_ text: String) -> String {
    let mustBeQuoted = text.unicodeScalars.contains { ",\n\r".unicodeScalars.contains($0) }
    guard mustBeQuoted || text.hasPrefix("\"") || chance(3) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private mutating func text() -> String {
    let pieces = [
      "word ", "Zürich", "東京", "😀", "\"", "\"\"", ",", "\n", "\r", "\r\n", "\t", "'", " ",
    ]
    return (0..<pick(6)).map { _ in pieces[pick(pieces.count)] }.joined()
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
  private mutating func chance(_ inverse: Int) -> Bool { pick(inverse) == 0 }
}
