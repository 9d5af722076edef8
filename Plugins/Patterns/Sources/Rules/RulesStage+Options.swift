public import GalleyKit
import GalleyPatterns

extension RulesStage {
  public struct Options: StageOptions {
    @Setting(
      "Rules, in the order that decides between equals.",
      example: [
        [
          "name": "meeting", "match": "@actors:Person [lower in (met, meets)] @actors:Person",
          "emit": ["Event": ["kind": "meeting", "actors": "@actors"]],
        ]
      ]
    )
    var rules: [RuleOptions] = []

    @Setting("Phases in order, each seeing what those before it made; without any there is one.")
    var phases: [PhaseOptions] = []

    @Setting("Which of the matches that overlap to keep, where a phase does not say.")
    var conflict: ConflictPolicy = .longest

    @Setting(
      "How words are compared: 'smart' takes one with a capital as it is, others in any case."
    )
    var `case`: WordCase = .smart

    @Setting("What no match may leave, where a rule does not say.")
    var within: MatchBounds = .sentence

    @Setting(
      "Types and tests of tokens that rules do not see, where a phase does not say.",
      example: ["[punctuation]"]
    )
    var skip: [String] = []

    @Setting(
      "Patterns by name, for use as $name.",
      example: ["title": #"("President" | "Minister")"#]
    )
    var defs: [String: String] = [:]

    @Setting("Lists by name, for use as [lower in $name].")
    var lists: [String: ListOptions] = [:]

    public init() {}
  }

  /// A rule, as a pipeline writes it.
  public struct RuleOptions: SettingRecord {
    @Setting("Name of the rule; annotations carry it.", required: true)
    var name: String = ""

    @Setting("What to look for; docs/rules.md has the grammar.", required: true)
    var match: String = ""

    @Setting("Annotations to make: types, or Type@capture, with their features.")
    var emit: [String: [String: RuleFeatureValue]] = [:]

    @Setting("Features to change, by capture: {'@actor': {role: host}}.")
    var change: [String: [String: RuleFeatureValue]] = [:]

    @Setting("Captures whose annotations to remove.", example: ["@actor"])
    var remove: [String] = []

    @Setting("Name of its phase, where there are phases.")
    var phase: String? = nil

    @Setting("Rules of a greater number come first, where the policy looks at it.")
    var priority: Int = 0

    @Setting("What no match may leave.")
    var within: MatchBounds? = nil

    @Setting("Texts it must match, with marks for what it captures.")
    var examples: [String] = []

    @Setting("Texts it must not match.")
    var rejects: [String] = []

    public init() {}
  }

  /// A phase, as a pipeline writes it.
  public struct PhaseOptions: SettingRecord {
    @Setting("Name of the phase; rules give it as 'phase'.", required: true)
    var name: String = ""

    @Setting("Which of the matches that overlap to keep.")
    var conflict: ConflictPolicy? = nil

    @Setting("Types and tests of tokens that its rules do not see.")
    var skip: [String]? = nil

    public init() {}
  }

  /// A list of words, as a pipeline writes it.
  public struct ListOptions: SettingRecord {
    @Setting("Words written here.")
    var words: [String] = []

    @Setting("File with one word or phrase in a line; '#' begins a comment.")
    var file: FilePath? = nil

    public init() {}
  }
}

/// Which of the matches that overlap to keep.
public enum ConflictPolicy: String, SettingChoice {
  /// The longest; of equally long ones the leftmost, then the one of greater priority, then that of
  /// the rule listed first.
  case longest
  /// That of the rule listed first; of one rule the leftmost.
  case first
  /// Those of all rules.
  case all
  /// That of the rule of greatest priority; of one priority that of the rule listed first.
  case priority

  var overlap: OverlapPolicy {
    switch self {
    case .longest: .longest
    case .first, .priority: .first
    case .all: .all
    }
  }
}

/// How words of a pattern are compared with the text.
public enum WordCase: String, SettingChoice {
  case smart, exact, any

  var rule: RuleCase {
    switch self {
    case .smart: .smart
    case .exact: .exact
    case .any: .any
    }
  }
}

/// What a match must not leave.
public enum MatchBounds: String, SettingChoice {
  case sentence, document

  var rule: RuleBounds {
    switch self {
    case .sentence: .sentence
    case .document: .document
    }
  }
}

/// The value of a feature: a constant, a list of them, or what a capture holds.
public struct RuleFeatureValue: SettingValue {
  var json: JSONValue

  public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }

  public static var optionType: OptionType { .any }
  public var defaultJSON: JSONValue? { json }
}
