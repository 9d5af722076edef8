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

  public init(_ regexes: [CompiledRegex]) {
    self.regexes = regexes
    var asciiMembers = AsciiMembers()
    var members: [Member] = []
    var automata: [BackwardPattern] = []
    var others: [Int] = []
    for (number, regex) in regexes.enumerated() {
      guard !regex.isAnchored,
        let node = PatternReader.read(regex.source, options: regex.options, asking: &asciiMembers),
        let automaton = try? BackwardPattern(PositionAutomaton(node)),
        let anchored = AnchoredRegex(regex)
      else {
        others.append(number)
        continue
      }
      let beginsWithNewline = node.symbols(at: .first).set.contains(Int(UInt8(ascii: "\n")))
      members.append(
        Member(
          number: number,
          anchored: anchored,
          mindsCarriageReturns: beginsWithNewline && !regex.namesLineEnds
        )
      )
      automata.append(automaton)
    }
    automaton = members.isEmpty ? nil : CandidateAutomaton(automata)
    if automaton == nil {
      members = []
      others = Array(regexes.indices)
    }
    self.members = members
    self.others = others
  }
}
