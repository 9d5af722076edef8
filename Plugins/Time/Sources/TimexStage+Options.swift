public import GalleyKit

extension TimexStage {
  public struct Options: StageOptions {
    @Setting(
      "Language whose words, patterns and rules to use: en, de; none: only those given here."
    )
    var language = "en"

    @Setting("Name of the metadata with the day a document was published, ISO 8601.")
    var anchor = "published"

    @Setting("How the texts tell: of what has just happened, of a time of their own, or of both.")
    var style: Style = .news

    @Setting(
      "Tables of words, or regular expressions, with what they stand for, by name; added to those of the language.",
      example: ["feast": [#"founders'? day"#: "06-24"]]
    )
    var words: [String: [String: JSONValue]] = [:]

    @Setting(
      "Regular expressions by name, for use as {name}.",
      example: ["year4": #"(?:1\d|20)\d\d"#]
    )
    var patterns: [String: String] = [:]

    @Setting(
      "More rules; those of the language come first.",
      example: [
        ["name": "founders-day", "class": "date", "match": "founders' day", "value": "XXXX-06-24"]
      ]
    )
    var rules: [RuleOptions] = []

    public init() {}
  }

  /// A rule, as a pipeline writes it.
  public struct RuleOptions: SettingRecord {
    @Setting("Name of the rule; annotations carry it.", required: true)
    var name: String = ""

    @Setting(
      """
      What it finds: an expression of a class of TIMEX3; 'none', what is no time though it looks \
      like it; 'cue', a word that says where its sentence looks; 'range', what makes two times a \
      range.
      """,
      required: true
    )
    var `class`: RuleClass = .date

    @Setting("What to look for, in PCRE2 syntax; {name} is a table or a pattern.", required: true)
    var match: String = ""

    @Setting(
      """
      What it stands for: a template; of a cue 'past', 'future', 'possible' or 'none'; of a range \
      'joins', 'lists' or 'separates' when it stands between two times, 'opens' when before them.
      """
    )
    var value: String = ""

    @Setting("How the value is narrowed: START, MID, END, APPROX, MORE_THAN …; a template.")
    var mod: String = ""

    @Setting("Of a set, which of its members: EVERY, EACH …; a template.")
    var quant: String = ""

    @Setting("Of a set, how often: 2X; a template.")
    var freq: String = ""

    @Setting("What relative values are counted from.")
    var anchor: RuleAnchor = .publication

    @Setting("Of rules that match as long, the one of greater priority is kept.")
    var priority: Int = 0

    @Setting("Texts it must match, told on 15 November 2023: '[yesterday]{2023-11-14} it rained'.")
    var examples: [String] = []

    @Setting("Texts it must not match.")
    var rejects: [String] = []

    public init() {}
  }

  /// What a rule finds.
  public enum RuleClass: String, SettingChoice {
    case date, time, duration, set, none, cue, range
  }

  /// What relative values are counted from.
  public enum RuleAnchor: String, SettingChoice {
    /// The day of publication.
    case publication
    /// The last mentioned time that is no longer than what the value counts in.
    case mention
    /// The last mentioned quarter or half of a year, if one is near; else the day of publication.
    case period
  }

  /// How a text tells.
  public enum Style: String, SettingChoice {
    /// Of what has just happened.
    case news
    /// Of a time of its own, one thing after another: each time is seen from the one before.
    case narrative
    /// Of what was, is and is planned: weekdays, too, may be ahead.
    case report
  }
}
