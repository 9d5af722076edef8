/// Where the parts of a pattern are written: words, tests and contexts, in their order, definitions put
/// in.
///
/// Each part goes with what a reader would point at when it is missing: the largest piece of the
/// rule's own pattern that begins with it, such as `@with:$name` for the first test of `$name`.
package struct PatternParts {
  /// Bytes of a text.
  package struct Place: Hashable, Sendable {
    /// The definition in whose pattern it is; nil: the rule's own.
    package var definition: String?
    package var range: Range<Int>
  }

  /// By number.
  private(set) var places: [Place] = []
  private let definitions: [String: String]

  /// - Parameters:
  ///   - pattern: of a rule that compiles.
  ///   - definitions: the patterns by name.
  init(_ pattern: String, definitions: [String: String]) {
    self.definitions = definitions
    if let node = try? RuleParser.parse(pattern) { add(node, in: nil, beginning: nil) }
  }

  /// Adds the parts of a node; `outer` is what begins where it does.
  private mutating func add(
    _ node: RuleNode,
    in definition: String?,
    beginning outer: Place?
  ) {
    let own = outer ?? Place(definition: definition, range: node.range)
    switch node.kind {
    case .words, .item, .context: places.append(own)
    case .sequence(let parts):
      for (number, part) in parts.enumerated() {
        add(part, in: definition, beginning: number == 0 ? outer : nil)
      }
    case .choice(let options): for option in options { add(option, in: definition, beginning: own) }
    case .repeated(let inner, _, _, _), .capture(_, let inner):
      add(inner, in: definition, beginning: own)
    case .definition(let name):
      guard let text = definitions[name], let inner = try? RuleParser.parse(text) else { return }
      add(inner, in: name, beginning: own)
    }
  }

  /// The places of some parts, without those that lie inside another.
  func places(of parts: [Int]) -> [Place] {
    let named = parts.filter(places.indices.contains).map { places[$0] }
    var outer: [Place] = []
    for place in named where !outer.contains(place) {
      let isInside = named.contains {
        $0 != place && $0.definition == place.definition
          && $0.range.lowerBound <= place.range.lowerBound
          && $0.range.upperBound >= place.range.upperBound
      }
      if !isInside { outer.append(place) }
    }
    return outer
  }
}
