/// Whether the value of a rule can ever be one of TIMEX3.
///
/// A template is tried with what its groups may stand for: each value of a table; for a pattern, of
/// which nobody knows what it covers, some texts as patterns of time cover them. One way to fill it that
/// reads well is enough; so a value is refused only when it is certainly wrong.
struct ValueCheck {
  /// How many ways to fill a template are tried; with more nobody can say that none reads.
  private static let mostTries = 600
  /// Of each group these many first, then all.
  private static let fewSamples = 4

  private let pieces: [RuleTemplate.Piece]
  private var tries = 0

  init(_ template: RuleTemplate) {
    pieces = template.pieces
  }

  /// What the template comes to in a case that does not read; nil when some case does.
  mutating func unreadable() -> String? {
    var first: String?
    for count in [Self.fewSamples, .max] {
      tries = 0
      let isReadable = fill(from: 0, "", samples: count) { text in
        if first == nil { first = text }
        return Self.isReadable(text)
      }
      if isReadable { return nil }
    }
    return first
  }

  /// Whether `test` takes one of the texts that begin so.
  private mutating func fill(
    from index: Int,
    _ text: String,
    samples count: Int,
    _ test: (String) -> Bool
  ) -> Bool {
    if index == pieces.count {
      tries += 1
      return tries > Self.mostTries || test(text)
    }
    switch pieces[index] {
    case .text(let literal): return fill(from: index + 1, text + literal, samples: count, test)
    case .group(let group):
      return Self.samples(of: group, behind: text).prefix(count).contains {
        fill(from: index + 1, text + $0, samples: count, test)
      }
    }
  }

  /// What a group may stand for behind a text, the likely ones first.
  private static func samples(of group: RuleTemplate.Group, behind text: String) -> [String] {
    let known = group.table?.distinctValues ?? samplesOfPattern(behind: text.last)
    return [group.otherwise]
      + known.map { String(repeating: "0", count: max(0, group.digits - $0.utf8.count)) + $0 }
  }

  private static func samplesOfPattern(behind last: Character?) -> [String] {
    let likely =
      switch last {
      case nil, "<", ">", "=": ["2001", "20", "200"]
      case "T": ["12", "12:30"]
      case ":": ["30"]
      case "-": ["12", "1"]
      case let last? where last.isNumber: [":30", "12", "1"]
      default: ["1", "12", "0001"]
      }
    return likely + ["2001-02-03", "2001", "123", "12:30", "T12:30", "-12", "Z"]
  }

  /// Whether `text`, a template that is filled, can be resolved to a value.
  static func isReadable(_ text: String) -> Bool {
    switch PendingValue(text) {
    case .complete(let value): value.days != nil
    case .shifted, .clock, .quarter: true
    case .holding: isReadable(String(text.prefix { $0 != "/" }))
    case .partial(_, .day, let rest): isTime(rest.dropFirst())
    case .partial(_, let unit, let rest):
      CalendarValue(unit, year: 2_000, part: 1).part(rest) != nil || Feast(rest.dropFirst()) != nil
        || CalendarValue(withoutOpenParts(text)) != nil
    case .literal(let literal):
      words.contains(literal) || isDuration(literal) || isCenturyBeforeChrist(literal)
        || CalendarValue(withoutOpenParts(literal)) != nil
    }
  }

  /// Values that are no places on the calendar: `PXX` is some time.
  private static let words = ["PAST_REF", "PRESENT_REF", "FUTURE_REF", "PXX"]

  /// `BC04`.
  private static func isCenturyBeforeChrist(_ text: String) -> Bool {
    text.hasPrefix("BC") && text.utf8.count == 4 && Int(text.dropFirst(2)) != nil
  }

  /// `14:30`, `14`, `MO`, with a zone perhaps: `14:30:05Z`, `14:30+02:00`.
  private static func isTime(_ text: some StringProtocol) -> Bool {
    if text.utf8.count == 2, text.allSatisfy({ $0.isASCII && $0.isUppercase }) { return true }
    let clock = text.prefix { $0 != "Z" && $0 != "+" && $0 != "-" }
    let zone = text.dropFirst(clock.count)
    return isClock(clock) && (zone.isEmpty || zone == "Z" || isClock(zone.dropFirst()))
  }

  /// Pairs of digits with colons between them.
  private static func isClock(_ text: some StringProtocol) -> Bool {
    text.split(separator: ":", omittingEmptySubsequences: false).allSatisfy {
      $0.utf8.count == 2 && Int($0) != nil
    }
  }

  /// `P3D`, `PT1H30M`, `PXY`.
  private static func isDuration(_ text: String) -> Bool {
    guard text.first == "P" else { return false }
    var isUnit = true
    for character in text.dropFirst() {
      if "0123456789X.".contains(character) {
        isUnit = false
      } else if "YMWDHSQCE".contains(character) {
        if isUnit, character != "E" { return false }
        isUnit = true
      } else if character != "T" || !isUnit {
        return false
      }
    }
    return isUnit && text.utf8.count > 2
  }

  /// A value with some year, month, week and day for those that are open.
  private static func withoutOpenParts(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == "X" {
        let isOfYear = !result.contains("-")
        result.append(isOfYear ? "2" : result.last == "0" ? "1" : "0")
      } else {
        result.append(character)
      }
    }
    return result
  }
}
