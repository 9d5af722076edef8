/// How the patterns of a set are looked for: which of them together, and with what.
struct SearchPlan: Sendable {
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

  /// A pattern that might be a member.
  private struct Draft {
    var number: Int
    var node: PatternNode
    var automaton: PositionAutomaton
  }

  /// Makes a plan.
  ///
  /// - Parameters:
  ///   - regexes: the patterns.
  ///   - isAlwaysTogether: whether to use the automaton even if searching for each pattern by itself
  ///     seems to be as fast.
  init(_ regexes: [CompiledRegex], isAlwaysTogether: Bool) {
    let drafts = Self.drafts(of: regexes)
    let isTogether = isAlwaysTogether || Self.isAutomatonFaster(drafts)
    var members: [Member] = []
    var automata: [BackwardPattern] = []
    for draft in isTogether ? drafts : [] {
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

  private static func drafts(of regexes: [CompiledRegex]) -> [Draft] {
    var asciiMembers = AsciiMembers()
    return regexes.enumerated().compactMap { number, regex in
      guard !regex.isAnchored,
        let node = PatternReader.read(regex.source, options: regex.options, asking: &asciiMembers),
        let automaton = try? PositionAutomaton(node)
      else { return nil }
      return Draft(number: number, node: node, automaton: automaton)
    }
  }

  private static func isAutomatonFaster(_ drafts: [Draft]) -> Bool {
    var cost = 0.0
    return drafts.contains { draft in
      cost += SearchEstimate.cost(of: draft.automaton)
      return cost >= SearchEstimate.automaton
    }
  }
}
