/// The automaton of one pattern whose states are the places of its bytes.
///
/// V. M. Glushkov, "The abstract theory of automata", 1961, doi:10.1070/RM1961v016n05ABEH004112.
/// What differs here: each pair of neighbours carries the condition of the assertions between them,
/// and long counted repeats become repeats without end.
struct PositionAutomaton {
  /// Why a pattern gets no automaton; it is no fault of the pattern.
  struct TooLarge: Error {}

  /// A position, and what holds between it and the end of the text it is the first or last of.
  struct Link {
    var position: Int
    var gap: GapCondition
  }

  /// Two positions that can be neighbours.
  struct Edge {
    var left: Int
    var right: Int
    var gap: GapCondition
  }

  /// What is known of a part of the pattern.
  private struct Part {
    var first: [Link] = []
    var last: [Link] = []
    /// The condition under which it matches the empty text; nil if it never does.
    var empty: GapCondition?
  }

  /// The bytes each position stands for.
  private(set) var symbols: [SymbolSet] = []
  private(set) var edges: [Edge] = []
  private(set) var first: [Link] = []
  private(set) var last: [Link] = []

  private static let mostPositions = 2_000
  private static let mostEdges = 20_000

  /// Makes the automaton of `node`.
  ///
  /// - Throws: `TooLarge` when it would have too many positions or neighbours.
  init(_ node: PatternNode) throws(TooLarge) {
    let part = try add(node)
    first = part.first
    last = part.last
  }

  private mutating func add(_ node: PatternNode) throws(TooLarge) -> Part {
    switch node {
    case .character(let set): return try add(set)
    case .sequence(let nodes):
      var sum = Part(empty: .always)
      for node in nodes { try append(add(node), to: &sum) }
      return sum
    case .alternation(let nodes):
      var sum = Part()
      for node in nodes {
        let part = try add(node)
        sum.first += part.first
        sum.last += part.last
        if let empty = part.empty { sum.empty = sum.empty?.or(empty) ?? empty }
      }
      return sum
    case .repetition(let node, let least, let most):
      return try addRepetition(of: node, least: least, most: most)
    case .assertion(let gap):
      return Part(empty: gap)
    }
  }

  /// One character: a byte, or several in a row.
  private mutating func add(_ set: CharacterSet) throws(TooLarge) -> Part {
    var sum = Part()
    if !set.ascii.isEmpty {
      let link = Link(position: try addPosition(set.ascii), gap: .always)
      sum.first.append(link)
      sum.last.append(link)
    }
    switch set.others {
    case .only(let characters):
      for character in characters {
        var part = Part(empty: .always)
        for byte in character {
          let link = Link(position: try addPosition(SymbolSet([byte])), gap: .always)
          try append(Part(first: [link], last: [link]), to: &part)
        }
        sum.first += part.first
        sum.last += part.last
      }
    case .any:
      let lead = Link(position: try addPosition(.lead), gap: .always)
      let tail = Link(position: try addPosition(.continuation), gap: .always)
      try connect([lead], [tail])
      try connect([tail], [tail])
      sum.first.append(lead)
      sum.last.append(tail)
    }
    return sum
  }

  private mutating func addRepetition(
    of node: PatternNode,
    least: Int,
    most: Int?
  ) throws(TooLarge) -> Part {
    if most == 0 { return Part(empty: .always) }
    // Exact where that is cheap; beyond, the last part repeats without end.
    let exact = if case .character = node { 6 } else { 2 }
    let isExact = (most ?? .max) <= exact
    let copies = isExact ? most ?? exact : max(min(least, exact), 1)
    var sum = Part(empty: .always)
    for number in 1...copies {
      var part = try add(node)
      if !isExact, number == copies { try connect(part.last, part.first) }
      if number > least { part.empty = .always }
      try append(part, to: &sum)
    }
    return sum
  }

  private mutating func addPosition(_ set: SymbolSet) throws(TooLarge) -> Int {
    guard symbols.count < Self.mostPositions else { throw TooLarge() }
    symbols.append(set)
    return symbols.count - 1
  }

  private mutating func append(_ part: Part, to sum: inout Part) throws(TooLarge) {
    try connect(sum.last, part.first)
    if let empty = sum.empty {
      sum.first += part.first.map { Link(position: $0.position, gap: empty.and($0.gap)) }
    }
    if let empty = part.empty {
      sum.last = sum.last.map { Link(position: $0.position, gap: $0.gap.and(empty)) } + part.last
      sum.empty = sum.empty?.and(empty)
    } else {
      sum.last = part.last
      sum.empty = nil
    }
  }

  private mutating func connect(_ lefts: [Link], _ rights: [Link]) throws(TooLarge) {
    guard edges.count + lefts.count * rights.count <= Self.mostEdges else { throw TooLarge() }
    for left in lefts {
      for right in rights {
        let gap = left.gap.and(right.gap)
        if gap != .never {
          edges.append(Edge(left: left.position, right: right.position, gap: gap))
        }
      }
    }
  }
}
