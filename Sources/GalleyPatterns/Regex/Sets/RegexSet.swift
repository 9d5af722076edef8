internal import Synchronization

/// Patterns that are looked for together, each with the same matches as by itself.
///
/// Those whose syntax is read here share an automaton that reads the text once, from its end to its
/// beginning, and says where a match of which pattern may begin; only there PCRE2 is asked. The others
/// are searched for one by one. `Regex/DESIGN.md` says why nothing is missed. The automaton is made
/// for the first `RegexSetMatcher`, so that a pipeline is checked without it.
public final class RegexSet: Sendable {
  /// The patterns, in the order they were given.
  public let regexes: [CompiledRegex]
  private let isAlwaysTogether: Bool
  /// Nil until somebody asks.
  private let made = Mutex<SearchPlan?>(nil)

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
    self.isAlwaysTogether = isAlwaysTogether
  }

  /// How they are looked for; whoever asks while it is being made waits.
  var plan: SearchPlan {
    made.withLock { made in
      if let made { return made }
      let plan = SearchPlan(regexes, isAlwaysTogether: isAlwaysTogether)
      made = plan
      return plan
    }
  }
}
