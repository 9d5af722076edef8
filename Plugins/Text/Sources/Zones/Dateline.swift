import GalleyKit

/// The place, day and agency that a story begins with, up to the dash: `OSLO, Oct. 3 (Wire) —`.
struct Dateline {
  /// What may be taken for one.
  enum Strictness {
    /// Where the story begins: `Oslo — The`, `OSLO: The` too.
    case opening
    /// Behind a headline: a place in capitals and a dash.
    case headed
    /// Further down only what nothing else looks like.
    case inside
  }

  /// Behind the dash, in UTF-8 bytes.
  let end: Int
  let place: TextSpan?
  let date: TextSpan?
  /// Ends in a colon, as the names of speakers do.
  let hasColon: Bool
}

/// Reads a dateline from the beginning of a paragraph, part by part.
struct DatelineReader {
  private let text: ByteText
  private let cues: CueTable
  private let start: Int
  private let limit: Int
  private let paragraphEnd: Int
  private let strictness: Dateline.Strictness

  private var offset: Int
  private var place: TextSpan?
  private var date: TextSpan?
  private var hasDay = false
  private var hasAgency = false
  /// Words before and after the first comma.
  private var placeWords = 0
  private var regionWords = 0
  private var isPastComma = false
  private var isCapitals = true
  private var letters = 0
  private var jointWords = 0
  /// Begins with a word that sentences begin with: `The Hague`.
  private var beginsLikeProse = false

  /// The longest dateline, in UTF-8 bytes.
  private static let longest = 140
  /// The longest sign of an agency in small letters, as `(dpa/lno)`, with a bracket, in UTF-8 bytes.
  private static let longestSign = 10

  init(
    _ text: ByteText,
    cues: CueTable,
    from start: Int,
    to end: Int,
    _ strictness: Dateline.Strictness
  ) {
    self.text = text
    self.cues = cues
    self.start = start
    self.strictness = strictness
    paragraphEnd = end
    limit = min(end, start + Self.longest)
    offset = start
  }

  private enum Step {
    case on
    case fail
    case found(end: Int, hasColon: Bool)
  }

  /// The dateline at the beginning, `nil` if there is none.
  mutating func read() -> Dateline? {
    while true {
      offset = text.skipSpace(from: offset, to: limit)
      guard offset < limit else {
        guard limit == paragraphEnd, isWholeParagraph else { return nil }
        return dateline(end: limit, hasColon: false)
      }
      switch step() {
      case .on: continue
      case .fail: return nil
      case .found(let end, let hasColon): return dateline(end: end, hasColon: hasColon)
      }
    }
  }

  private func dateline(end: Int, hasColon: Bool) -> Dateline {
    Dateline(end: end, place: place, date: date, hasColon: hasColon)
  }

  private mutating func step() -> Step {
    let (kind, length) = text.kind(at: offset)
    switch text.bytes[offset] {
    case Ascii.openParenthesis: return bracket()
    case Ascii.slash where hasSpaceBefore || hasAgency: return slashes()
    case Ascii.slash where placeWords > 0, Ascii.period where !hasAgency && offset > start,
      Ascii.apostrophe where placeWords > 0:
      offset += 1
      return .on
    case Ascii.period where hasAgency: return found(at: offset, length: 1)
    case Ascii.comma:
      isPastComma = true
      offset += 1
      return .on
    case Ascii.colon: return colon()
    case Ascii.underscore: return dash(length: 1)
    default: break
    }
    if kind == .dash { return dash(length: length) }
    if kind == .apostrophe, placeWords > 0 {
      offset += length
      return .on
    }
    return kind.isWord ? word() : hasAgency ? agencyOnly() : .fail
  }

  private var hasSpaceBefore: Bool {
    offset > start && text.byteClass(offset - 1).contains(.space)
  }

  /// `(Harbor Wire)`, `(hw)`, `(Oct. 3, 2024)`.
  private mutating func bracket() -> Step {
    var end = offset + 1
    let last = min(limit, offset + 60)
    while end < last, text.bytes[end] != Ascii.closeParenthesis { end += 1 }
    guard end < last else { return .fail }
    var scan = WordScan(text, from: offset + 1, to: end)
    var words = 0
    var capitals = 0
    var isDate = false
    while let word = scan.next() {
      words += 1
      if word.first == .upper { capitals += 1 }
      if cues.traits(word, in: text).contains(.month) { isDate = true }
    }
    let isSign = placeWords > 0 && end - offset <= Self.longestSign
    guard words > 0, words <= 6, capitals > 0 || isSign else { return .fail }
    if isDate {
      date = date ?? TextSpan(offset + 1..<end)
    } else {
      hasAgency = true
    }
    offset = end + 1
    return .on
  }

  /// `/Harbor Wire/`.
  private mutating func slashes() -> Step {
    var end = offset + 1
    let last = min(limit, offset + 40)
    while end < last, text.bytes[end] != Ascii.slash { end += 1 }
    guard end < last, end > offset + 1 else { return .fail }
    hasAgency = true
    offset = end + 1
    return .on
  }

  private mutating func dash(length: Int) -> Step {
    var end = offset + length
    while end < limit, text.bytes[end] == Ascii.hyphen { end += 1 }
    let byte = text.bytes[max(start, offset - 1)]
    let isLong = end - offset > 1
    let next = text.skipSpace(from: end, to: paragraphEnd)
    let isSpaced =
      hasSpaceBefore || byte == Ascii.closeParenthesis || byte == Ascii.slash
      || (byte == Ascii.period && next > end)
    if next < limit, text.bytes[next] == Ascii.openParenthesis, !hasAgency, placeWords > 0 {
      offset = next
      return .on
    }
    if !isSpaced, !isLong {
      // A hyphen inside of a name.
      guard placeWords > 0, !hasAgency, text.isWord(at: end) else { return .fail }
      offset = end
      return .on
    }
    let isSpacedBehind = next > end || end >= paragraphEnd || hasAgency || length > 1
    guard isSpacedBehind, isEnoughBeforeDash(isLong: isLong, next: next) else { return .fail }
    return placeBehindAgency(at: next) ?? .found(end: end, hasColon: false)
  }

  /// `(HW) - OSLO, 3 OCT -`: the place and the day stand behind the agency.
  private mutating func placeBehindAgency(at next: Int) -> Step? {
    guard hasAgency, placeWords == 0, date == nil, next < limit else { return nil }
    var reader = DatelineReader(text, cues: cues, from: next, to: paragraphEnd, .headed)
    guard let rest = reader.read(), !rest.hasColon else { return nil }
    place = rest.place
    date = rest.date
    return .found(end: rest.end, hasColon: false)
  }

  /// Whether what was read is a dateline when a dash follows.
  private func isEnoughBeforeDash(isLong: Bool, next: Int) -> Bool {
    if hasAgency { return placeWords > 0 || date != nil || offset > start }
    guard placeWords > 0 else { return hasDay && strictness == .opening && isLong }
    if date != nil { return true }
    if beginsLikeProse { return false }
    if isCapitals, strictness != .inside || regionWords > 0 {
      return letters >= 3 && placeWords <= 6
    }
    guard strictness == .opening, text.kind(at: next, before: paragraphEnd) != .lower else {
      return false
    }
    return regionWords > 0 ? regionWords <= 3 && placeWords <= 3 : isLong && placeWords <= 2
  }

  private mutating func colon() -> Step {
    let isPlace = isCapitals && letters >= 4 && placeWords <= 3 && regionWords == 0
    let isSpaced = text.spaceLength(at: min(offset + 1, paragraphEnd - 1)) > 0
    guard strictness == .opening, isSpaced, placeWords > 0, isPlace || date != nil || hasAgency
    else { return .fail }
    return .found(end: offset + 1, hasColon: date == nil && !hasAgency)
  }

  /// A period behind the agency, with a dash or without: `(HW).-`.
  private func found(at offset: Int, length: Int) -> Step {
    guard placeWords > 0 else { return .fail }
    let end = offset + length
    guard end < limit, text.kind(at: end).kind == .dash else {
      return .found(end: end, hasColon: false)
    }
    return .found(end: end + text.kind(at: end).length, hasColon: false)
  }

  /// The story begins behind the agency without a dash.
  private func agencyOnly() -> Step {
    guard placeWords > 0, isCapitals, hasSpaceBefore else { return .fail }
    return .found(end: text.trimSpace(before: offset, downTo: start), hasColon: false)
  }

  private mutating func word() -> Step {
    if hasAgency, date != nil || !isDateWord { return agencyOnly() }
    var scan = WordScan(text, from: offset, to: limit)
    guard let word = scan.next() else { return .fail }
    let traits = cues.traits(word, in: text)
    offset = word.end
    if word.hasDigit || !traits.isDisjoint(with: .day) {
      return dateWord(word, traits)
    }
    if date != nil {
      // 10 a.m., 09:30 GMT
      guard !traits.isDisjoint(with: [.clock, .joint]) else { return .fail }
      extendDate(to: word.end)
      return .on
    }
    return placeWord(word, traits)
  }

  private var isDateWord: Bool {
    var scan = WordScan(text, from: offset, to: limit)
    guard let word = scan.next() else { return false }
    return word.hasDigit || !cues.traits(word, in: text).isDisjoint(with: .day)
  }

  private mutating func dateWord(_ word: ScannedWord, _ traits: CueTraits) -> Step {
    if date == nil, word.hasDigit {
      guard word.isDigits, word.length <= 2, isDay(word) else { return .fail }
    }
    if let date, word.start - Int(date.end) > 4 { return .fail }
    if word.hasDigit { hasDay = true }
    if date == nil {
      date = TextSpan(word.start..<word.end)
    } else {
      extendDate(to: word.end)
    }
    // The period of `Oct.` belongs to it.
    if text[word.end] == Ascii.period, !word.hasDigit {
      extendDate(to: word.end + 1)
      offset = word.end + 1
    }
    return .on
  }

  /// Whether a number is the day of a month that follows, or stands between place and agency.
  private func isDay(_ word: ScannedWord) -> Bool {
    let behind = text.skipSpace(from: word.end, to: limit)
    if placeWords > 0, behind < limit, text.bytes[behind] == Ascii.openParenthesis { return true }
    var scan = WordScan(text, from: word.end, to: limit)
    guard let next = scan.next() else { return false }
    return cues.traits(next, in: text).contains(.month)
  }

  private mutating func extendDate(to end: Int) {
    if let date { self.date = TextSpan(start: date.start, end: UInt32(end)) }
  }

  private mutating func placeWord(_ word: ScannedWord, _ traits: CueTraits) -> Step {
    if traits.contains(.prose), !word.isCapitals, placeWords == 0 { beginsLikeProse = true }
    if word.first == .lower {
      jointWords += 1
      guard traits.contains(.joint), placeWords > 0, jointWords <= 3 else { return .fail }
    } else {
      guard word.first == .upper || word.first == .letter || word.first == .ideograph else {
        return .fail
      }
      if isPastComma { regionWords += 1 } else { placeWords += 1 }
      guard placeWords <= 6, regionWords <= 4 else { return .fail }
      if !isPastComma {
        if word.hasLower { isCapitals = false }
        letters += word.length
        if !isCapitals, placeWords > 4 { return .fail }
      }
      var end = word.end
      if text[end] == Ascii.period, word.length <= 4, text[end + 1] != Ascii.space || isPastComma {
        end += 1
      }
      place = TextSpan(Int(place?.start ?? UInt32(word.start))..<end)
    }
    return .on
  }

  /// Whether all of a paragraph is a dateline, without a dash: `LONDON, Oct. 3 (Wire)`.
  private var isWholeParagraph: Bool {
    guard placeWords > 0 else { return false }
    if hasAgency { return isCapitals || date != nil }
    return date != nil && (isCapitals || isPastComma) && strictness == .opening
  }
}
