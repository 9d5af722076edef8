public import GalleyKit

/// What normalisation changes.
struct NormalizingRules: Sendable {
  var unicode = UnicodeForm.none
  var quotes = QuoteStyle.keep
  var dashes = DashStyle.keep
  /// Whether runs of blanks become one blank.
  var collapsesBlanks = false
  /// Whether signs without width go.
  var removesInvisible = false
  var decodesEntities = false
  var unwrap = UnwrapRule.never

  /// Whether white space is looked at: unwrapping needs breaks without blanks around them.
  var handlesWhiteSpace: Bool { collapsesBlanks || unwrap != .never }
}

/// What becomes of quotation marks.
public enum QuoteStyle: String, SettingChoice {
  case keep
  /// `"` and `'`.
  case straight
}

/// What becomes of dashes.
public enum DashStyle: String, SettingChoice {
  case keep
  /// All become `-`.
  case hyphen
  /// Long dashes become `--`, the others `-`.
  case ascii
}

/// Which line breaks inside of paragraphs become blanks.
public enum UnwrapRule: String, SettingChoice {
  case never
  /// Those of text wrapped by hand, where the line runs on.
  case auto
  /// All.
  case always
}
