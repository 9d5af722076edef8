import GalleyKit

/// Looks for options of a filter that make no sense.
struct FilterCheck {
  private(set) var isWell = true

  mutating func checkLengths(_ options: Filter.Options, _ setup: borrowing Setup) {
    for (option, length) in [("min_length", options.minLength), ("max_length", options.maxLength)] {
      guard let length, length < 0 else { continue }
      report(setup, "/\(option)", "a text has no length of \(length)", "write 0 or more")
    }
    if let shortest = options.minLength, let longest = options.maxLength, shortest > longest {
      report(
        setup,
        "/max_length",
        "no text has \(shortest) or more and \(longest) or fewer code points",
        "write \(shortest) or more"
      )
    }
  }

  mutating func checkLanguages(_ options: Filter.Options, _ setup: borrowing Setup) {
    for (i, language) in options.languages.enumerated() {
      let code = language.prefix { $0 != "-" }
      let isCode = code.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
      guard !isCode || !(2...3).contains(code.utf8.count) else { continue }
      report(
        setup,
        "/languages/\(i)",
        "'\(language)' is not a code of a language",
        "write one of ISO 639, 'en'"
      )
    }
  }

  /// The days, if they are given and make sense.
  mutating func days(_ days: Filter.Days?, _ setup: borrowing Setup) -> DayRange? {
    guard let days else { return nil }
    if days.from == nil, days.to == nil {
      report(setup, "/published", "no day is given", "give 'from', 'to' or both")
    }
    let from = bound(days.from, "/published/from", setup)
    let to = bound(days.to, "/published/to", setup)
    if let from, let to, DayRange.Place(of: to, beside: from) == .before {
      report(setup, "/published/to", "'\(to)' is before '\(from)'", "exchange them")
    }
    return DayRange(from: from, to: to)
  }

  /// A filter that drops nothing is a mistake, and so is one that drops all for two reasons.
  mutating func checkUse(_ options: Filter.Options, _ setup: borrowing Setup) {
    let hasRules =
      !options.require.isEmpty || options.published != nil || !options.languages.isEmpty
      || options.minLength != nil || options.maxLength != nil
    if options.drop?.isEmpty == true {
      report(setup, "/drop", "the reason is empty", "write a word to count by")
    } else if options.drop != nil, hasRules {
      report(setup, "/drop", "with 'drop' no other option counts", "make two stages of it")
    } else if options.drop == nil, !hasRules {
      report(
        setup,
        "",
        "the filter keeps every document",
        "give 'min_length', 'languages' or another option, or 'drop' and a condition 'when:'"
      )
    }
  }

  private mutating func bound(
    _ day: String?,
    _ option: String,
    _ setup: borrowing Setup
  ) -> String? {
    guard let day else { return nil }
    if DayRange.day(in: day) == day { return day }
    report(setup, option, "'\(day)' is not a day", "write year, month and day, '2023-11-30'")
    return nil
  }

  private mutating func report(
    _ setup: borrowing Setup,
    _ option: String,
    _ message: String,
    _ fix: String
  ) {
    setup.report(code: "bad-filter", at: option, message, fix: fix)
    isWell = false
  }
}
