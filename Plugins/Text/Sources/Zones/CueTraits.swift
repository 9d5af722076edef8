/// What a file of cues says about a phrase.
struct CueTraits: OptionSet, Sendable {
  let rawValue: UInt64

  /// Where in a paragraph a phrase of some kind of zone stands.
  enum Place: UInt64, CaseIterable {
    /// First, before a colon, a dash or a bar, or alone.
    case label
    /// First.
    case begins
    /// Anywhere.
    case contains
    /// Alone between two brackets.
    case bracketed
    /// Alone.
    case whole
  }

  static let month = CueTraits(rawValue: 1 << 58)
  static let weekday = CueTraits(rawValue: 1 << 59)
  /// Words of times of day.
  static let clock = CueTraits(rawValue: 1 << 60)
  /// Words that prose has and headlines hardly ever.
  static let prose = CueTraits(rawValue: 1 << 61)
  /// Small words inside the names of places.
  static let joint = CueTraits(rawValue: 1 << 62)
  /// What stands between brackets at a sentence's end and is no credit of a picture.
  static let aside = CueTraits(rawValue: 1 << 63)

  static let day: CueTraits = [.month, .weekday]
  static let time: CueTraits = [.month, .weekday, .clock]

  static func cue(_ kind: ZoneKind, _ place: Place) -> CueTraits {
    CueTraits(
      rawValue: 1 << (place.rawValue * UInt64(ZoneKind.toldByWords) + UInt64(kind.rawValue))
    )
  }

  /// The kind of a paragraph that has a phrase of these traits at a place; the one that tells most
  /// when there are several.
  func kind(_ place: Place) -> ZoneKind? {
    let shift = place.rawValue * UInt64(ZoneKind.toldByWords)
    guard rawValue >> shift & (1 << UInt64(ZoneKind.toldByWords) - 1) != 0 else { return nil }
    return Self.byStrength.first { contains(.cue($0, place)) }
  }

  private static let byStrength: [ZoneKind] = [
    .correction, .note, .credit, .caption, .related, .contact, .byline, .dateline, .headline,
  ]

  /// The trait that a section of a file is named after: `month`, `byline begins`.
  static func named(_ section: some StringProtocol) -> CueTraits? {
    let words = section.split(separator: " ")
    if words.count == 1 { return lists[String(section)] }
    guard words.count == 2, let kind = ZoneKind.named(words[0]), byStrength.contains(kind),
      let place = Place.allCases.first(where: { "\($0)" == words[1] })
    else { return nil }
    return .cue(kind, place)
  }

  private static let lists: [String: CueTraits] = [
    "month": .month, "weekday": .weekday, "clock": .clock, "prose": .prose, "joint": .joint,
    "aside": .aside,
  ]
}
