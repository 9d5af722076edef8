import GalleyKit

/// Documents for a terminal: the text in lines, under each line brackets with the types of what stands
/// there.
struct TextPage: DocumentPage {
  private let width: Int
  private let usesColor: Bool
  private let listsFeatures: Bool
  private var types: ShownTypes
  private var documents = 0
  private let out: OutputFile

  /// - Parameters:
  ///   - out: where the page goes.
  ///   - types: what is shown.
  ///   - width: columns.
  ///   - usesColor: whether types have colours.
  ///   - listsFeatures: whether a list of annotations follows each text.
  init(_ out: OutputFile, types: ShownTypes, width: Int, usesColor: Bool, listsFeatures: Bool) {
    self.out = out
    self.types = types
    self.width = width
    self.usesColor = usesColor
    self.listsFeatures = listsFeatures
  }

  mutating func add(_ document: FinishedDocument) throws(RunStop) {
    let annotations = types.take(document)
    try write(heading(of: document))
    documents += 1
    var brackets = LineBrackets(annotations, of: document.text, width: width)
    try TextLine.forEach(of: document.text, width: width) { line throws(RunStop) in
      try write(lines(line, brackets.parts(under: line)))
    }
    if listsFeatures, !annotations.isEmpty { try write("\n" + list(annotations, document)) }
    try out.flush()
  }

  mutating func finish() throws(RunStop) -> ShownTypes {
    if documents > 0 { try write("\n" + legend()) }
    try out.flush()
    return types
  }

  private func write(_ text: String) throws(RunStop) { try out.write(Array(text.utf8)) }

  private func heading(of document: FinishedDocument) -> String {
    let published = document.text(ofMetadata: "published").map { "  \(VisibleText.escaped($0))" }
    let title = document.text(ofMetadata: "title").map { "   \(VisibleText.escaped($0))\n" }
    let failures = document.failures.map {
      styled("   \(VisibleText.escaped("failed: \($0.stage): \($0.message)"))", "31") + "\n"
    }
    return (documents > 0 ? "\n" : "") + styled("━━ \(VisibleText.escaped(document.id))", "1")
      + "\(published ?? "")\n\(title ?? "")\(failures.joined())\n"
  }

  private func lines(_ line: TextLine, _ parts: [LineBrackets.Part]) -> String {
    let rows = BracketRows(parts.map(\.bracket), width: width).rows
    return printed(line, parts) + "\n"
      + rows.map { printed($0, parts) + "\n" }.joined()
  }

  /// The text of a line, each cell in the colour of the shortest annotation over it.
  private func printed(_ line: TextLine, _ parts: [LineBrackets.Part]) -> String {
    guard usesColor, !parts.isEmpty else { return line.text }
    var painted = [Int?](repeating: nil, count: line.cells.count)
    for part in parts.sorted(by: { $0.bracket.width > $1.bracket.width }) {
      for cell in part.cells { painted[cell] = types.number(of: part.bracket.label) }
    }
    var text = ""
    var first = 0
    while first < painted.count {
      let end = painted[first...].firstIndex { $0 != painted[first] } ?? painted.count
      let stretch = line.cells[first..<end].reduce(into: "") { $0 += $1.shown }
      text += painted[first].map { styled(stretch, "4;\(Self.color($0))") } ?? stretch
      first = end
    }
    return text
  }

  private func printed(_ row: [PlacedBracket], _ parts: [LineBrackets.Part]) -> String {
    var column = 0
    var text = ""
    for bracket in row {
      text += String(repeating: " ", count: bracket.column - column)
      text += styled(bracket.drawn, color(of: parts[bracket.index].bracket.label))
      column = bracket.column + DisplayWidth.of(bracket.drawn)
    }
    return text
  }

  private func list(
    _ annotations: [FinishedDocument.Annotation],
    _ document: FinishedDocument
  ) -> String {
    var table = TextTable(
      ["place", "id", "type", "text", "features", "by"],
      [.right, .left, .left, .left, .left, .left]
    )
    for (annotation, place) in zip(annotations, document.codePoints(of: annotations)) {
      table.add([
        "\(place.start)–\(place.end)", annotation.id.map { "#\($0)" } ?? "", annotation.type,
        document.line(of: annotation.span, width: 40),
        annotation.features.map { "\($0.name)=\($0.text(in: document))" }.joined(separator: " "),
        VisibleText.escaped(annotation.by),
      ])
    }
    return table.text
  }

  private func legend() throws(RunStop) -> String {
    let left =
      try types.leftOut.map { left throws(RunStop) in
        try wrapped("not shown: \(left) (--types all shows every type)")
      } ?? ""
    guard !types.order.isEmpty else { return "nothing marked\n" + left }
    var table = TextTable(["type", "found"], [.left, .right])
    let sorted = types.order.sorted()
    for type in sorted { table.add([type, "\(types.counts[type] ?? 0)"]) }
    let lines = table.text.split(separator: "\n")
    let colored = zip(sorted, lines.dropFirst()).map { type, line in
      styled(type, color(of: type)) + line.dropFirst(type.count)
    }
    return ([String(lines[0])] + colored).map { $0 + "\n" }.joined() + left
  }

  /// A sentence of ours in lines.
  private func wrapped(_ text: String) throws(RunStop) -> String {
    var lines = ""
    try TextLine.forEach(of: Array(text.utf8), width: width) { lines += $0.text + "\n" }
    return lines
  }

  private func color(of type: String) -> String { Self.color(types.number(of: type)) }

  private func styled(_ text: String, _ code: String) -> String {
    usesColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// The colours of terminals that can be read on light and dark ground, the most different first.
  private static func color(_ number: Int) -> String {
    let colors = ["36", "33", "35", "32", "34", "31", "96", "93", "95", "92", "94", "91"]
    return colors[number % colors.count]
  }
}
