/// A paragraph and what is seen of it at a glance; kept small, as a text may have many.
///
/// Offsets are UTF-8 bytes.
struct Paragraph {
  enum Ending: UInt8 {
    /// A letter, a digit, a bracket.
    case open
    case sentence, question, colon
    /// A comma, a dash, an ellipsis: it goes on.
    case unfinished
  }

  enum Mark: UInt8 {
    case none, number
    /// A bullet, an asterisk, a hyphen.
    case bullet
  }

  struct Signs: OptionSet {
    let rawValue: UInt32

    /// A blank line or nothing stands before it.
    static let apart = Signs(rawValue: 1 << 0)
    /// One line with several cells.
    static let row = Signs(rawValue: 1 << 1)
    /// One line with a name, a colon and a number.
    static let pair = Signs(rawValue: 1 << 2)
    /// A line of hyphens and the like.
    static let rule = Signs(rawValue: 1 << 3)
    /// Begins with a bracket.
    static let bracketed = Signs(rawValue: 1 << 4)
    /// Ends with a sentence and a name between brackets behind it.
    static let credited = Signs(rawValue: 1 << 5)
    /// Has an e-mail or Internet address, or a telephone number.
    static let address = Signs(rawValue: 1 << 6)
    /// The label is all there is.
    static let bare = Signs(rawValue: 1 << 7)
    /// A date or time of day and nothing else.
    static let stamp = Signs(rawValue: 1 << 8)
    /// A stamp that names a day.
    static let day = Signs(rawValue: 1 << 14)
    /// Begins with `>`, as what is quoted from a letter.
    static let cited = Signs(rawValue: 1 << 16)
    /// A name or two with a day behind.
    static let dated = Signs(rawValue: 1 << 15)
    /// Words that say where somebody stands in a picture.
    static let pictured = Signs(rawValue: 1 << 9)
    /// All its words are written in capitals.
    static let capitals = Signs(rawValue: 1 << 10)
    /// Begins with a quotation mark.
    static let quoted = Signs(rawValue: 1 << 11)
    /// The first word is in lower case.
    static let lowerStart = Signs(rawValue: 1 << 12)
    /// The phrase it begins with is one word only.
    static let shortCue = Signs(rawValue: 1 << 13)
  }

  var start: UInt32
  var end: UInt32
  var signs: Signs = []
  var mark = Mark.none
  var ending = Ending.open
  /// Words, those that begin with a capital, and those in lower case of four letters and more.
  var words: UInt16 = 0
  var capitalised: UInt16 = 0
  var lower: UInt16 = 0
  /// Words that prose has and headlines have not.
  var prose: UInt8 = 0
  /// Sentence ends inside of it.
  var breaks: UInt8 = 0
  /// Has a verb of saying.
  var says = false
  var label: ZoneKind?
  var begins: ZoneKind?
  var contains: ZoneKind?
  var whole: ZoneKind?
  /// What it was found to be.
  var kind = ZoneKind.body

  init(start: Int, end: Int, isApart: Bool) {
    self.start = UInt32(start)
    self.end = UInt32(end)
    if isApart { signs.insert(.apart) }
  }

  var length: Int { Int(end - start) }
  func has(_ sign: Signs) -> Bool { signs.contains(sign) }

  /// Whether it reads like prose: whole sentences, more than a headline has.
  var isProse: Bool {
    if has(.row) || has(.rule) || has(.stamp) || isTitle { return false }
    let isWhole = ending == .sentence || ending == .question
    if isWhole, breaks > 0, words >= 8 { return true }
    if isWhole { return prose > 0 ? words >= 12 || length >= 120 : words >= 20 || length >= 160 }
    return length >= 260 || (ending == .colon && (words >= 12 || (says && words >= 6)))
  }

  /// Whether its words begin with capitals as in titles.
  var isTitleCase: Bool { capitalised > 1 && Int(capitalised) * 3 >= Int(lower) * 5 }

  /// Whether all its longer words begin with capitals, as in titles, whatever it ends with.
  var isTitle: Bool {
    capitalised >= 5 && lower == 0 && Int(capitalised) * 2 > Int(words) && length <= 200
      && ending != .colon
  }

  /// Whether it can be a headline by its form.
  var isHeadlike: Bool {
    ending == .open && length <= 200 && words > 0 && !has(.lowerStart) && !has(.row)
  }
}
