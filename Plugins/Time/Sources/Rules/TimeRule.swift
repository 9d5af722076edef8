import GalleyPatterns

/// A rule that is ready to run.
struct TimeRule: Sendable {
  /// Among all rules, from 1.
  var number: UInt32
  /// Lower wins against a match as long.
  var rank: Int
  var kind: TimexStage.RuleClass
  var anchor: TimexStage.RuleAnchor
  var regex: CompiledRegex
  /// The groups its templates make use of.
  var usedGroups: [Int] = []
  /// For a cue.
  var direction: Direction?
  var value: RuleTemplate
  var mod: RuleTemplate
  var quant: RuleTemplate
  var freq: RuleTemplate

  private var templates: [RuleTemplate] { [value, mod, quant, freq] }

  /// The groups its templates make use of, in their order.
  func groupsInUse() -> [Int] { Set(templates.flatMap(\.groups)).sorted() }

  /// What a match says, but for where it stands and where its sentence looks.
  ///
  /// - Parameters:
  ///   - matcher: for the tables of words.
  ///   - covered: the text of the group of this number.
  /// - Returns: the templates filled.
  func expression(_ matcher: RegexMatcher, _ covered: (Int) -> String?) -> Expression {
    let value = value.text(matcher, covered)
    return Expression(
      kind: kind,
      value: value,
      pending: kind == .set
        ? .literal(DurationValue(value)?.text ?? value) : PendingValue(value),
      anchor: anchor,
      mod: mod.text(matcher, covered),
      quant: quant.text(matcher, covered),
      freq: freq.text(matcher, covered)
    )
  }
}

/// A template whose places know their groups.
struct RuleTemplate: Sendable {
  enum Piece: Sendable {
    case text(String)
    case group(Group)
  }

  struct Group: Sendable {
    /// In the regular expression; of several the first that took part counts.
    var numbers: [Int]
    /// What its words stand for; nil: themselves.
    var table: WordTable?
    /// Reads a number by these words.
    var numerals: WordTable?
    /// Least number of digits.
    var digits = 0
    /// When no group took part.
    var otherwise: String
  }

  var pieces: [Piece]

  /// The numbers of the groups it makes use of.
  var groups: [Int] {
    pieces.flatMap { piece -> [Int] in
      if case .group(let group) = piece { group.numbers } else { [] }
    }
  }

  /// The text for a match.
  ///
  /// - Parameters:
  ///   - matcher: for the tables.
  ///   - covered: the text of the group of this number.
  /// - Returns: what the template comes to.
  func text(_ matcher: RegexMatcher, _ covered: (Int) -> String?) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let literal): result += literal
      case .group(let group):
        guard let text = group.numbers.lazy.compactMap(covered).first else {
          result += group.otherwise
          continue
        }
        result += group.value(of: text, matcher)
      }
    }
    return result
  }
}

extension RuleTemplate.Group {
  fileprivate func value(of covered: String, _ matcher: RegexMatcher) -> String {
    var value = table?.value(of: covered, matcher) ?? covered
    if let numerals {
      value = NumberWords.digits(of: value) { numerals.value(of: $0, matcher) } ?? "X"
    }
    let missing = digits - value.utf8.count
    return missing > 0 ? String(repeating: "0", count: missing) + value : value
  }
}
