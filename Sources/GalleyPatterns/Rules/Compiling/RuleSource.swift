package import GalleyKit

/// A rule to compile: its pattern, and where it competes.
package struct RuleSource {
  package var pattern: String
  /// Number of its phase, from 0.
  package var phase: Int
  package var bounds: RuleBounds

  package init(pattern: String, phase: Int, bounds: RuleBounds) {
    self.pattern = pattern
    self.phase = phase
    self.bounds = bounds
  }
}

/// What a match must not leave.
package enum RuleBounds: String, SettingChoice {
  case sentence, document
}

/// How words of a pattern are compared with the text.
package enum RuleCase: String, SettingChoice {
  /// A word with a capital as it is, others in any case.
  case smart
  case exact
  case any

  /// Whether `text` matches in any case.
  func folds(_ text: String) -> Bool {
    switch self {
    case .any: true
    case .exact: false
    case .smart: Vocabulary.folded(text).elementsEqual(text.utf8)
    }
  }
}

/// Something that is wrong with a pattern or with what it uses.
package struct RuleProblem: Sendable {
  package enum Place: Sendable, Hashable {
    /// Bytes of the pattern of a rule, by its number.
    case rule(Int, Range<Int>)
    /// Bytes of the pattern of a definition.
    case definition(String, Range<Int>)
    /// Bytes of what is invisible: the number of the phase and of the entry.
    case skip(phase: Int, entry: Int, Range<Int>)
  }

  package var severity: Diagnostic.Severity
  package var code: String
  package var place: Place
  package var message: String
  package var fix: String
}
