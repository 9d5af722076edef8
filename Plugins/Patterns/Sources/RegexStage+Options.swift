public import GalleyKit
import GalleyPatterns

extension RegexStage {
  public struct Options: StageOptions {
    @Setting(
      "Patterns written here.",
      example: [["name": "percent", "type": "Percent", "pattern": #"\d+(?:\.\d+)?\s?%"#]]
    )
    var patterns: [PatternOptions] = []

    @Setting("Pattern files: tables separated by tabs, read after the patterns written here.")
    var files: [FilePath] = []

    @Setting("What to keep of matches that overlap.")
    var overlap: OverlapPolicy = .all

    @Setting("Whether matches of different types compete as well; of one type they always do.")
    var acrossTypes: Bool = false

    @Setting("Whether to write the covered text into the feature 'text'.")
    var keepText: Bool = false

    public init() {}
  }

  /// One pattern, as a pipeline writes it.
  public struct PatternOptions: SettingRecord {
    @Setting("Name of the pattern; annotations carry it as their rule.", required: true)
    var name: String = ""

    @Setting("Type of the annotations it makes.", required: true)
    var type: String = ""

    @Setting("What to look for, in PCRE2 syntax.", required: true)
    var pattern: String = ""

    @Setting(
      "How the pattern is read; without 'unicode', \\w, \\d, \\s and \\b know ASCII only."
    )
    var flags: [PatternFlag] = []

    @Setting("Number or name of the group that is the span; 0 is the whole match.")
    var group: JSONValue = 0

    @Setting("Features with the same value on every annotation of this pattern.")
    var features: [String: JSONValue] = [:]

    public init() {}
  }
}

/// How a pattern is read and compared.
public enum PatternFlag: String, SettingChoice {
  case caseless, multiline, dotall, extended, literal, unicode

  var option: RegexOptions {
    switch self {
    case .caseless: .caseless
    case .multiline: .multiline
    case .dotall: .dotAll
    case .extended: .extended
    case .literal: .literal
    case .unicode: .unicodeProperties
    }
  }
}
