/// What the word lists say about one word.
struct WordTraits: OptionSet, Sendable {
  let rawValue: UInt64

  /// The period belongs to the word and ends no sentence.
  ///
  /// A title stands before a name, a linking abbreviation such as `vs.` anywhere.
  static let title = WordTraits(rawValue: 1 << 0)
  static let linking = WordTraits(rawValue: 1 << 1)
  /// Abbreviations such as `Inc.`, `Ave.` and `acct.` may end a sentence.
  static let company = WordTraits(rawValue: 1 << 2)
  static let place = WordTraits(rawValue: 1 << 3)
  static let common = WordTraits(rawValue: 1 << 4)
  /// Abbreviations when written with a capital, such as `Jan.` and `Calif.`, may end one too.
  static let proper = WordTraits(rawValue: 1 << 5)
  /// Abbreviations before a number or a Roman numeral: `No. 5`.
  static let beforeNumber = WordTraits(rawValue: 1 << 6)
  /// Abbreviations only after a number, as in `5 ft.`, may end a sentence.
  static let unit = WordTraits(rawValue: 1 << 7)
  /// Abbreviations such as `etc.` close a list and with it, before a capital, the sentence.
  static let closing = WordTraits(rawValue: 1 << 8)
  /// `a.m.` and its like.
  static let clock = WordTraits(rawValue: 1 << 9)
  /// Words that follow a time of day: `EST`, `Monday`.
  static let afterClock = WordTraits(rawValue: 1 << 10)

  /// Words that, with a capital, begin a sentence and hardly ever a name.
  static let starter = WordTraits(rawValue: 1 << 11)
  /// Names written with `!`.
  static let exclaimed = WordTraits(rawValue: 1 << 12)
  /// Verbs of saying, after a quotation.
  static let saying = WordTraits(rawValue: 1 << 13)

  /// Prefixes that stay with the word after their hyphen.
  static let prefix = WordTraits(rawValue: 1 << 14)
  /// Suffixes that stay with the word before their hyphen.
  static let suffix = WordTraits(rawValue: 1 << 15)
  /// Units written on to their number: `5pm`.
  static let measure = WordTraits(rawValue: 1 << 16)
  /// Last parts of host and file names.
  static let nameEnding = WordTraits(rawValue: 1 << 17)
  /// Words that have lost their beginning: `'em`.
  static let elided = WordTraits(rawValue: 1 << 18)
  /// What follows the apostrophe in a split contraction.
  static let clitic = WordTraits(rawValue: 1 << 19)
  static let emoticon = WordTraits(rawValue: 1 << 20)
  /// Contractions written together; `splits` says where they part.
  static let contraction = WordTraits(rawValue: 1 << 21)

  /// Abbreviations before a number, but only when written with a capital, as in `No. 5`.
  static let properBeforeNumber = WordTraits(rawValue: 1 << 22)
  /// Words that end no sentence and hardly any headline: articles, prepositions, conjunctions.
  static let joining = WordTraits(rawValue: 1 << 23)
  /// First parts of host names.
  static let nameBeginning = WordTraits(rawValue: 1 << 24)

  static let anyAbbreviation: WordTraits = [
    .title, .linking, .company, .place, .common, .proper, .beforeNumber,
    .properBeforeNumber, .unit, .closing, .clock,
  ]

  /// The lengths in bytes of the first part and of the first two parts of a contraction; 0 = none.
  var splits: (first: Int, second: Int) {
    (Int(rawValue >> 56 & 0xF), Int(rawValue >> 60 & 0xF))
  }

  static func contraction(first: Int, second: Int) -> WordTraits {
    WordTraits(rawValue: contraction.rawValue | UInt64(first) << 56 | UInt64(second) << 60)
  }

  /// The trait that a section of a list file is named after.
  static func named(_ section: String) -> WordTraits? {
    sections[section]
  }

  private static let sections: [String: WordTraits] = [
    "title": .title, "linking": .linking, "company": .company, "place": .place,
    "common": .common, "proper": .proper, "before-number": .beforeNumber, "unit": .unit,
    "closing": .closing, "clock": .clock, "after-clock": .afterClock, "starter": .starter,
    "exclaimed": .exclaimed, "saying": .saying, "prefix": .prefix, "suffix": .suffix,
    "measure": .measure, "name-ending": .nameEnding, "elided": .elided, "clitic": .clitic,
    "emoticon": .emoticon, "proper-before-number": .properBeforeNumber,
    "joining": .joining, "name-beginning": .nameBeginning, "contraction": .contraction,
  ]
}
