/// Text with places for what a rule's groups stand for: `XXXX-{month}-{day|2}`.
///
/// `{name}` is the value of the group's words in their table, or what the group covers where it is no
/// table. `|2` writes at least two digits, `|numerals` reads a number by the words of that table; `?X`
/// at the end says what stands there when the group took no part.
struct ValueTemplate: Sendable {
  enum Filter: Sendable, Hashable {
    case digits(Int)
    case number(table: String)
  }

  enum Piece: Sendable, Hashable {
    case text(String)
    case group(name: String, filters: [Filter], otherwise: String)
  }

  let pieces: [Piece]
  /// Whether each `{` has its `}`.
  let isClosed: Bool

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      let literal = rest.prefix { $0 != "{" }
      if !literal.isEmpty { pieces.append(.text(String(literal))) }
      rest = rest.dropFirst(literal.count)
      guard !rest.isEmpty else { break }
      let end = rest.firstIndex(of: "}") ?? rest.endIndex
      pieces.append(Self.group(rest[..<end].dropFirst()))
      rest = rest[end...].dropFirst()
    }
    self.pieces = pieces
    isClosed = text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
      .allSatisfy { $0.contains("}") }
  }

  private static func group(_ text: Substring) -> Piece {
    let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = (halves.first ?? "").split(separator: "|")
    return .group(
      name: String(parts.first ?? ""),
      filters: parts.dropFirst().map { part in
        Int(part).map { .digits($0) } ?? .number(table: String(part))
      },
      otherwise: halves.count > 1 ? String(halves[1]) : ""
    )
  }

  /// The groups it needs.
  var names: [String] {
    pieces.compactMap { if case .group(let name, _, _) = $0 { name } else { nil } }
  }

  /// The tables its filters name.
  var tables: [String] {
    pieces.flatMap { piece -> [String] in
      guard case .group(_, let filters, _) = piece else { return [] }
      return filters.compactMap { if case .number(let table) = $0 { table } else { nil } }
    }
  }
}
