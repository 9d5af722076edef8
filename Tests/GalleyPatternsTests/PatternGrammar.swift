import GalleyPatterns

/// A generator whose numbers depend on its seed alone.
///
/// SplitMix64: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number
/// generators", 2014, doi:10.1145/2660193.2660195, figure 17.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Small random patterns, and random texts in which they match now and then.
enum PatternGrammar {
  private static let atoms = [
    "a", "b", "c", "é", "😀", " ", ".", #"\w"#, #"\d"#, #"\s"#, "[ab]", "[^a]", "[a-cé]", "1",
  ]
  private static let quantifiers = ["", "", "", "", "*", "+", "?", "{2}", "{1,3}", "+?", "*?"]
  private static let assertions = [
    #"\b"#, #"\B"#, "^", "$", "(?<=a)", "(?<!b)", "(?=c)", "(?!é)", #"\K"#,
  ]
  private static let texts = ["a", "b", "c", "é", "😀", " ", "1", "\n", "\r\n", "ab", "aaa", "d"]

  private static let verbs = ["(*SKIP)", "(*SKIP)(*F)", "(*COMMIT)", "(*PRUNE)", "(*THEN)", "(*F)"]

  static func pattern(using random: inout SeededRandom) -> String {
    alternatives(depth: 2, using: &random)
  }

  /// A pattern one of whose alternatives has a verb.
  static func patternWithVerb(using random: inout SeededRandom) -> String {
    let verb = verbs[Int.random(in: 0..<verbs.count, using: &random)]
    return sequence(depth: 2, using: &random) + verb
      + (Int.random(in: 0..<2, using: &random) == 0 ? sequence(depth: 1, using: &random) : "")
      + "|" + alternatives(depth: 2, using: &random)
  }

  private static func alternatives(depth: Int, using random: inout SeededRandom) -> String {
    let count = Int.random(in: 1...4, using: &random) == 4 ? 2 : 1
    return (0..<count).map { _ in sequence(depth: depth, using: &random) }.joined(separator: "|")
  }

  private static func sequence(depth: Int, using random: inout SeededRandom) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in
      item(depth: depth, using: &random)
    }.joined()
  }

  private static func item(depth: Int, using random: inout SeededRandom) -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return assertions[Int.random(in: 0..<assertions.count, using: &random)]
    case 1 where depth > 0:
      let open = ["(", "(?:", "(?>"][Int.random(in: 0..<3, using: &random)]
      return open + alternatives(depth: depth - 1, using: &random) + ")" + quantifier(&random)
    default:
      return atoms[Int.random(in: 0..<atoms.count, using: &random)] + quantifier(&random)
    }
  }

  private static func quantifier(_ random: inout SeededRandom) -> String {
    quantifiers[Int.random(in: 0..<quantifiers.count, using: &random)]
  }

  static func options(using random: inout SeededRandom) -> RegexOptions {
    let all: [RegexOptions] = [.caseless, .multiline, .dotAll, .unicodeProperties, .ungreedy]
    return RegexOptions(all.filter { _ in Int.random(in: 0..<5, using: &random) == 0 })
  }

  /// UTF-8 text of some slices, with stretches in which nothing happens.
  static func text(using random: inout SeededRandom) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let filler = texts[Int.random(in: 0..<texts.count, using: &random)]
      let fillerCount = Int.random(in: 0..<1_500, using: &random)
      text += Array(String(repeating: filler, count: fillerCount).utf8)
      for _ in 0..<Int.random(in: 0..<300, using: &random) {
        text += Array(texts[Int.random(in: 0..<texts.count, using: &random)].utf8)
      }
    }
    return text
  }
}
