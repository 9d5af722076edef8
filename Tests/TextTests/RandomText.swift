/// Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014,
/// doi:10.1145/2660193.2660195: the same texts in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Texts of paragraphs, lines and words with whatever normalisation has to do with.
struct RandomText {
  private var generator: SplitMix

  init(seed: Int) { generator = SplitMix(state: UInt64(seed)) }

  private static let letters = [
    "a", "e", "o", "q", "E", "A", "и", "Ω", "\u{212B}", "é", "ệ", "ा", "\u{1100}", "가", "\u{9C7}",
    "\u{AC01}", "カ", "\u{FF76}", "𝒳", "\u{1D15E}", "\u{2F800}", "ﬁ", "ﬃ", "½", "①", "ŉ", "\u{A8}",
    "\u{FDFA}", "…", "＆", "；", "سلام", "שלום", "می\u{200C}خواهم", "👩🏽\u{200D}🚀",
    "❤\u{FE0F}\u{200D}🔥",
    "🇳🇴", "1\u{FE0F}\u{20E3}", "<", "=", "&", ";", "#", "amp;", "lt;", "x41;", "&#",
  ]
  private static let marks = [
    "\u{301}", "\u{323}", "\u{302}", "\u{338}", "\u{327}", "\u{1161}", "\u{11A8}", "\u{3099}",
    "\u{FF9E}", "\u{344}", "\u{340}", "\u{9BE}", "\u{5B0}", "\u{64B}", "\u{FE0F}", "\u{1D165}",
  ]
  private static let invisible = [
    "\u{AD}", "\u{200B}", "\u{FEFF}", "\u{200D}", "\u{200C}", "\u{2060}", "\u{202E}", "\u{34F}",
  ]
  private static let entities = [
    "&amp;", "&amp;lt;", "&lt;", "&#769;", "&#x301;", "&nbsp;", "&shy;", "&zwj;", "&rsquo;",
    "&hellip;", "&#38;", "&#10;", "&NewLine;", "&eacute;", "&nosuch;", "&#55296;", "&#146;",
  ]
  private static let words = [
    "the", "and", "Lee", "said", "Geneva", "agreed", "of", "U.S.", "well-", "AT&T", "Mr.", "no.",
    "“so”", "it’s", "«oui»", "2–3", "—", "-", "http://a.b/?c&d;",
  ]
  private static let blanks = [" ", " ", " ", " ", "  ", "\t", "\u{A0}", "\u{2003}", "\u{3000}"]
  private static let breaks = [
    "\n", "\n", "\n", "\r\n", "\r", " \n", "\n  ", "\n\n", "\r\n\r\n", "\n \n\n", "\u{85}", "\u{C}",
    "\u{2028}", "\u{2029}", "\u{AD}\n", "-\n",
  ]

  mutating func next() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...8, using: &generator) {
      for _ in 0..<Int.random(in: 0...9, using: &generator) {
        text += word() + pick(Self.blanks)
      }
      text += pick(Self.breaks)
    }
    return text + (chance(2) ? word() : "")
  }

  private mutating func word() -> String {
    if chance(2) { return pick(Self.words) }
    var word = ""
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      word += chance(5) ? pick(Self.entities) : pick(Self.letters)
      while chance(3) { word += pick(Self.marks) }
      if chance(5) { word += pick(Self.invisible) }
    }
    return word
  }

  private mutating func chance(_ oneIn: Int) -> Bool {
    Int.random(in: 0..<oneIn, using: &generator) == 0
  }

  private mutating func pick(_ list: [String]) -> String {
    list.randomElement(using: &generator) ?? ""
  }
}
