internal import CPCRE2

/// Patterns that are looked for together, each with the same matches as by itself.
///
/// Those whose syntax is read here share an automaton that reads the text once, from its end to its
/// beginning, and says where a match of which pattern may begin; only there PCRE2 is asked. The others
/// are searched for one by one. `Regex/DESIGN.md` says why nothing is missed.
public final class RegexSet: Sendable {
  /// The patterns, in the order they were given.
  public let regexes: [CompiledRegex]
  /// The patterns the automaton knows, ascending.
  let members: [Member]
  /// The numbers of the patterns that are searched for by themselves.
  let others: [Int]
  let automaton: CandidateAutomaton?

  /// A pattern the automaton knows.
  struct Member: Sendable {
    /// Its number in the set.
    var number: Int
    var anchored: AnchoredRegex
    /// Whether a search by PCRE2 passes over places in texts with CR LF that the automaton finds.
    var mindsCarriageReturns: Bool
  }

  public convenience init(_ regexes: [CompiledRegex]) {
    self.init(regexes, isAlwaysTogether: false)
  }

  /// Makes a set.
  ///
  /// - Parameters:
  ///   - regexes: the patterns.
  ///   - isAlwaysTogether: whether to use the automaton even if searching for each pattern by itself
  ///     seems to be as fast.
  init(_ regexes: [CompiledRegex], isAlwaysTogether: Bool) {
    self.regexes = regexes
    var asciiMembers = AsciiMembers()
    var drafts: [(number: Int, node: PatternNode, automaton: PositionAutomaton)] = []
    for (number, regex) in regexes.enumerated() where !regex.isAnchored {
      let node = PatternReader.read(regex.source, options: regex.options, asking: &asciiMembers)
      guard let node, let automaton = try? PositionAutomaton(node) else { continue }
      drafts.append((number, node, automaton))
    }
    let cost = drafts.reduce(0) { $0 + SearchEstimate.cost(of: $1.automaton) }
    if cost < SearchEstimate.automaton, !isAlwaysTogether { drafts = [] }

    var members: [Member] = []
    var automata: [BackwardPattern] = []
    for draft in drafts {
      let regex = regexes[draft.number]
      guard let automaton = try? BackwardPattern(draft.automaton),
        let anchored = AnchoredRegex(regex)
      else { continue }
      automata.append(automaton)
      let begins = draft.node.symbols(at: .first).set
      members.append(
        Member(
          number: draft.number,
          anchored: anchored,
          mindsCarriageReturns: begins.contains(Int(UInt8(ascii: "\n"))) && !regex.namesLineEnds
        )
      )
    }
    automaton = automata.isEmpty ? nil : CandidateAutomaton(automata)
    self.members = automaton == nil ? [] : members
    let together = Set(self.members.map(\.number))
    others = regexes.indices.filter { !together.contains($0) }
  }
}
