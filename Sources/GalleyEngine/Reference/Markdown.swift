/// Pieces of a page in Markdown.
enum Markdown {
  /// A table; a row of empty cells is left out.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let all = [header, header.map { _ in "---" }] + rows
    return all.map { row in
      "| \(row.map(cell).joined(separator: " | ")) |\n"
    }.joined()
  }

  /// Text as it stands, without being read as markup.
  static func text(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\*<`[".contains(character) { result += "\\" }
      result.append(character)
    }
  }

  static func code(_ text: String) -> String {
    let longest = longestRun(in: text)
    guard longest > 0 else { return "`\(text)`" }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(text) \(fence)"
  }

  static func codes(_ texts: [String]) -> String {
    texts.map(code).joined(separator: ", ")
  }

  /// A fenced block.
  static func block(_ language: String, _ text: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
    let end = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
    return "\(fence)\(language)\n\(text)\(end)\(fence)\n"
  }

  /// A cell is one line, and a bar would end it.
  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
