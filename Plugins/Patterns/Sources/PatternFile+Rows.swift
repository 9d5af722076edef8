import GalleyKit

/// What becomes of the rows of a pattern file.
extension PatternFile {
  mutating func finishRow() {
    guard let row else { return }
    self.row = nil
    if let name = row.definition {
      definitions[name] = text(of: row, joinedBy: "")
      return
    }
    let flags = flags(of: row)
    let joint = flags.contains(.extended) ? "\n" : ""
    var source = PatternSource(
      name: row.cells[.name] ?? "",
      type: row.cells[.type] ?? "",
      text: text(of: row, joinedBy: joint),
      flags: flags,
      features: features(of: row),
      origin: .file(number, line: row.line)
    )
    if let group = row.cells[.group] {
      source.group = Int64(group).map { .integer($0) } ?? .text(group)
    }
    patterns.append(source)
  }

  private mutating func flags(of row: Row) -> [PatternFlag] {
    let names = row.cells[.flags]?.split { $0 == " " || $0 == "," } ?? []
    return names.compactMap { name in
      let flag = PatternFlag(rawValue: String(name))
      if flag == nil {
        let fix = NearestName.fix(
          for: String(name),
          among: PatternFlag.allCases.map(\.rawValue),
          called: "flags"
        )
        report("unknown-flag", line: row.line, column: 0, "unknown flag '\(name)'", fix: fix ?? "")
      }
      return flag
    }
  }

  private mutating func features(of row: Row) -> [String: JSONValue] {
    var features: [String: JSONValue] = [:]
    for pair in row.cells[.features]?.split(separator: ";") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1).map(Self.trimmed)
      guard parts.count == 2, !parts[0].isEmpty else {
        report(
          "wrong-features",
          line: row.line,
          column: 0,
          "'\(pair)' is not a feature with its value",
          fix: "write 'name=value', several separated by ';'"
        )
        continue
      }
      features[parts[0]] = .text(parts[1])
    }
    return features
  }

  /// The pieces of a row as one pattern, with the definitions it names put in.
  private mutating func text(of row: Row, joinedBy joint: String) -> PatternText {
    var result = PatternText()
    for (index, piece) in row.pieces.enumerated() {
      if index > 0 { result.append(joint, line: piece.line, column: piece.column) }
      appendExpanded(piece, to: &result)
    }
    return result
  }

  private mutating func appendExpanded(_ piece: Piece, to result: inout PatternText) {
    var rest = piece
    while let open = rest.text.firstRange(of: "@{") {
      guard let close = rest.text[open.upperBound...].firstIndex(of: "}") else { break }
      let name = String(rest.text[open.upperBound..<close])
      let before = rest.text[..<open.lowerBound]
      result.append(before, line: rest.line, column: rest.column)
      let column = rest.column + before.unicodeScalars.count
      appendDefinition(name, line: rest.line, column: column, to: &result)
      let end = rest.text.index(after: close)
      rest.column += rest.text[..<end].unicodeScalars.count
      rest.text = rest.text[end...]
    }
    result.append(rest.text, line: rest.line, column: rest.column)
  }

  private mutating func appendDefinition(
    _ name: String,
    line: Int,
    column: Int,
    to result: inout PatternText
  ) {
    guard let definition = definitions[name] else {
      let known = definitions.keys.map { "@\($0)" }
      let fix = NearestName.fix(for: "@\(name)", among: known, called: "defined above")
      report(
        "unknown-definition",
        line: line,
        column: column,
        "'@{\(name)}' is not defined above",
        fix: fix ?? #"write '@\{' for the characters '@{'"#
      )
      return
    }
    result.append("(?:", line: line, column: column)
    result.append(definition)
    result.append(")", line: line, column: column)
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
    return String(start[...last])
  }
}
