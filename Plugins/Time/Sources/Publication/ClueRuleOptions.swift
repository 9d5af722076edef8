public import GalleyKit

/// A rule for words that tell of the day of publication and are no time expression of the story.
public struct ClueRuleOptions: SettingRecord {
  @Setting("Name of the rule.", required: true)
  var name: String = ""

  @Setting("What it looks for, and where.", required: true)
  var kind: ClueRuleKind = .copyright

  @Setting("What to look for, in PCRE2 syntax; {name} is a table or a pattern.", required: true)
  var match: String = ""

  @Setting("The day or year, as rules of timex@1 write it; a template.")
  var value: String = ""

  @Setting("Of a weekday beside a day its number, 1 for Monday; a template.")
  var weekday: String = ""

  public init() {}
}

/// What a rule for the day of publication looks for.
public enum ClueRuleKind: String, SettingChoice {
  /// A line of copyright in the text, with a year.
  case copyright
  /// The text's own address in it, with a day.
  case link
  /// A weekday before a day of the year, in the text: that day is near.
  case weekday
  /// A weekday that is told of a day: 30 May, a Monday.
  case dayOfWeek = "day_of_week"
  /// Words right before the day of publication.
  case issued
  /// A day in metadata, as people write it.
  case stamp
  /// A day in an address.
  case address
  /// A day in a document's id, which is often the name of a file.
  case name
}
