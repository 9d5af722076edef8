/// Turns the `match` of a rule into a regular expression.
///
/// `{month}` becomes the alternation of that table, or the pattern of that name, as a group of its
/// name; `{month:second}` as a group `second`. A blank stands for any white space but an empty line.
struct MatchText {
  /// White space in a lookbehind, which has to be as long as it says.
  private static let blankBehind = #"[\s\x{A0}]"#
  /// White space between two words.
  private static let space = #"(?:(?:[ \t\r\x{A0}]|\n(?!\s*\n))++)"#
  /// Behind these letters `\` takes braces of its own.
  private static let braced = "pPxogkN"

  let tables: [String: WordTable]
  let patterns: [String: String]
  /// The groups so far: their name, and the table or pattern they come from.
  private(set) var groups: [(name: String, source: String)] = []
  /// Names that are neither table nor pattern, or patterns that hold themselves.
  private(set) var unknown: [String] = []

  init(tables: [String: WordTable], patterns: [String: String]) {
    self.tables = tables
    self.patterns = patterns
  }

  /// The regular expression for `match`, between the borders of words.
  mutating func expand(_ match: String) -> String {
    #"(?<![\p{L}\p{N}_])(?:"# + expand(match, within: []) + #")(?![\p{L}\p{N}_])"#
  }

  /// `text` with white space as a rule means it.
  static func spaced(_ text: String) -> String {
    var walker = MatchText(tables: [:], patterns: [:])
    return walker.expand(text, within: nil)
  }

  /// - Parameters:
  ///   - match: what to expand.
  ///   - open: the patterns around it; nil: names are left as they are.
  /// - Returns: the regular expression.
  private mutating func expand(_ match: String, within open: [String]?) -> String {
    var result = ""
    var rest = Substring(match)
    var isInClass = false
    /// Open parentheses; whether each is within a lookbehind.
    var isBehind: [Bool] = []
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        result.append(character)
        guard let letter = rest.popFirst() else { break }
        result.append(letter)
        if Self.braced.contains(letter), rest.first == "{", let end = rest.firstIndex(of: "}") {
          result += rest[...end]
          rest = rest[rest.index(after: end)...]
        }
      case "[":
        isInClass = true
        result.append(character)
      case "]":
        isInClass = false
        result.append(character)
      case " " where !isInClass:
        result += isBehind.last == true ? Self.blankBehind : Self.space
      case "(" where !isInClass:
        isBehind.append(
          isBehind.last == true || rest.hasPrefix("?<=") || rest.hasPrefix("?<!")
        )
        result.append(character)
      case ")" where !isInClass:
        _ = isBehind.popLast()
        result.append(character)
      case "{" where !isInClass && rest.first?.isLetter == true:
        guard let open, let end = rest.firstIndex(of: "}") else {
          result.append(character)
          break
        }
        result += group(rest[..<end], within: open)
        rest = rest[rest.index(after: end)...]
      default: result.append(character)
      }
    }
    return result
  }

  /// The group for what stands in braces.
  private mutating func group(_ reference: Substring, within open: [String]) -> String {
    let parts = reference.split(separator: ":", maxSplits: 1).map(String.init)
    guard let source = parts.first else { return "" }
    let name = parts.count > 1 ? parts[1] : source
    var content = ""
    if let table = tables[source] {
      content = table.alternation
    } else if let pattern = patterns[source], !open.contains(source) {
      content = expand(pattern, within: open + [source])
    } else {
      unknown.append(source)
    }
    groups.append((name, source))
    return "(?<\(Self.groupName(groups.count))>\(content))"
  }

  /// The name of a group in the regular expression, by its number from 1: one name may come twice.
  static func groupName(_ number: Int) -> String { "g\(number)" }
}
