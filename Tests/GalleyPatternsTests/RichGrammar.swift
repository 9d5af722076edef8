@testable import GalleyPatterns

/// Random patterns of all the syntax there is, and texts in which they match, or nearly.
enum RichGrammar {
  private static let words = [
    "the", "May", "March", "percent", "straße", "ſtop", "Kelvin", "K", "İstanbul", "ΣΑΣ", "éa",
    "and", "an", "a", "b", "ab", "x", "12", "3", "€", "“", "”", ".", ",", "-", "–", "😀", "\u{301}",
  ]
  private static let characters = [
    "a", "b", "c", "A", "K", "k", "s", "S", "ſ", "\u{212A}", "İ", "ı", "i", "ß", "ẞ", "é", "É", "1",
    "2", " ", "\n", "\r\n", "\r", "\t", "_", "-", ".", "€", "\u{A0}", "\u{2028}", "\u{85}", "😀",
    "\"", "σ", "ς", "Å", "\u{212B}", "ǆ", "ǅ",
  ]
  private static let classes = [
    #"\w"#, #"\W"#, #"\d"#, #"\D"#, #"\s"#, #"\S"#, #"\h"#, #"\H"#, #"\v"#, #"\V"#, #"\R"#, #"\N"#,
    #"\X"#, ".", #"\p{Lu}"#, #"\p{L}"#, #"\PL"#, #"\p{^Nd}"#, "[ab]", "[^a]", "[^a\\n]", "[a-cé]",
    "[[:alpha:]]", "[[:^digit:]_]", #"[\d.,]"#, "[€£$]", "[-–]", "[]a]", "[^]a]", "[A-Z]", "[é-ü]",
    #"[\x{20AC}\x41]"#, #"[\w-]"#, #"[a\-c]"#, #"[\]k]"#, "[k-s]", #"[\b\s]"#, #"[^\W_]"#, "[ſ]",
    #"[[:upper:]\h]"#, #"[a-\d]"#, "[a-z&&b]", #"[\p{Lu}b]"#, #"[^\p{L}]"#, "[+--]",
    "[.-[:digit:]]",
  ]
  private static let assertions = [
    #"\b"#, #"\B"#, "^", "$", #"\A"#, #"\Z"#, #"\z"#, #"\K"#, "(?<=a)", "(?<!b)", "(?=c)", "(?!é)",
    #"(?<![\w.,-])"#, #"(?!\d|%)"#, #"(?<=\d |an )"#, #"(?=\w+\b)"#, #"(?<!\b)"#, #"(?=$)"#, "(?!)",
    #"(?<=^|\W)"#, #"(?=\s|$)"#, "(?<![é€])", #"(?![^a])"#, "(?=(a))", "(?<=(?i)k)",
  ]
  private static let quantifiers = [
    "", "", "", "", "", "*", "+", "?", "{2}", "{1,3}", "{0}", "{0,2}", "{3,}", "{2,9}", "+?", "*?",
    "??", "++", "*+", "?+", "{1,2}+", "{2,40}",
  ]
  private static let groups = [
    "(", "(?:", "(?>", "(?i:", "(?-i:", "(?s:", "(?m:", "(?x: ", "(?|", "(?^:", "(?i-s:", "(?U:",
    "(?xx: ",
  ]
  private static let modes = [
    "(?i)", "(?s)", "(?m)", "(?x)", "(?-i)", "(?^)", "(?U)", "(?n)", "(?xx)", "(?-xx)",
  ]

  /// Patterns that PCRE2 compiles, with random options.
  static func regexes(count: Int, using random: inout SeededRandom) -> [CompiledRegex] {
    var regexes: [CompiledRegex] = []
    while regexes.count < count {
      var groupCount = 0
      let pattern = alternatives(depth: 3, &groupCount, using: &random)
      let all: [RegexOptions] = [
        .caseless, .multiline, .dotAll, .extended, .unicodeProperties, .ungreedy,
      ]
      var options = RegexOptions(all.filter { _ in Int.random(in: 0..<5, using: &random) == 0 })
      if Int.random(in: 0..<40, using: &random) == 0 { options.insert(.literal) }
      if let regex = try? CompiledRegex(pattern, options: options) { regexes.append(regex) }
    }
    return regexes
  }

  private static func alternatives(
    depth: Int,
    _ groupCount: inout Int,
    using random: inout SeededRandom
  ) -> String {
    let count =
      Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 2...4, using: &random) : 1
    return (0..<count).map { _ in sequence(depth: depth, &groupCount, using: &random) }
      .joined(separator: "|")
  }

  private static func sequence(
    depth: Int,
    _ groupCount: inout Int,
    using random: inout SeededRandom
  ) -> String {
    (0..<Int.random(in: 0...5, using: &random)).map { _ in
      item(depth: depth, &groupCount, using: &random)
    }.joined()
  }

  private static func item(
    depth: Int,
    _ groupCount: inout Int,
    using random: inout SeededRandom
  ) -> String {
    switch Int.random(in: 0..<24, using: &random) {
    case 0, 1, 2: return pick(assertions, &random)
    case 3, 4, 5, 6: return pick(classes, &random) + pick(quantifiers, &random)
    case 7...10 where depth > 0:
      let named = Int.random(in: 0..<6, using: &random) == 0
      groupCount += 1
      let open = named ? pick(["(?<g\(groupCount)>", "(?'g\(groupCount)'"], &random) : nil
      return (open ?? pick(groups, &random))
        + alternatives(depth: depth - 1, &groupCount, using: &random) + ")"
        + pick(quantifiers, &random)
    case 11: return pick(modes, &random)
    case 12: return pick([#"\1"#, #"\g{1}"#, #"\k<g1>"#, "(?P=g1)", #"\g{-1}"#], &random)
    case 13:
      return pick(
        [
          #"\Qa.b\E"#, "(?#note)", #"\x41"#, #"\x{e9}"#, #"\."#, #"\-"#, "{", "}", "]", #"\t"#,
          "#c\n",
          "a {2}", "b +", #"\é"#, "(*F)", "(?1)", "(?(1)a|b)", "(a*)*", "(?:a|b)++", #"\Q\E"#,
          "(?:)",
        ],
        &random
      )
    case 14, 15: return pick(characters, &random) + pick(quantifiers, &random)
    default:
      let word = pick(words, &random)
      return word == "." || word == "-" ? "\\" + word : word
    }
  }

  /// Text of the pieces patterns are made of, and of what `nodes` describe.
  static func text(
    of nodes: [PatternNode] = [],
    using random: inout SeededRandom
  ) -> [UInt8] {
    var text = ""
    for _ in 0..<Int.random(in: 0..<60, using: &random) {
      switch Int.random(in: 0..<8, using: &random) {
      case 6, 7:
        guard let node = nodes.randomElement(using: &random), text.utf8.count < 2_000 else {
          continue
        }
        text += node.sample(using: &random)
      case 0: text += pick(characters, &random)
      case 1: text += String(repeating: pick(characters, &random), count: 3)
      case 2: text += " "
      case 3: text += pick(words, &random).uppercased()
      default: text += pick(words, &random)
      }
    }
    return Array(text.utf8)
  }

  private static func pick<Element>(
    _ choices: [Element],
    _ random: inout SeededRandom
  ) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }
}

extension PatternNode {
  /// A text the node describes, with characters beyond ASCII where it has any.
  fileprivate func sample(using random: inout SeededRandom) -> String {
    switch self {
    case .character(let set):
      let ascii = (0..<128).filter { set.ascii.contains($0) }.map {
        Character(Unicode.Scalar(UInt8($0)))
      }
      var others: [Character] = []
      switch set.others {
      case .only(let list): others = list.map { Character(String(decoding: $0, as: UTF8.self)) }
      case .any: others = ["é", "É", "ſ", "\u{212A}", "–", "\u{A0}", "😀"]
      }
      let isOther = ascii.isEmpty || Int.random(in: 0..<4, using: &random) == 0
      return (isOther ? others.randomElement(using: &random) : nil).map { String($0) }
        ?? ascii.randomElement(using: &random).map { String($0) } ?? ""
    case .sequence(let nodes):
      return nodes.map { $0.sample(using: &random) }.joined()
    case .alternation(let nodes):
      return nodes.randomElement(using: &random)?.sample(using: &random) ?? ""
    case .repetition(let node, let least, let most):
      let count = Int.random(in: least...min(most ?? least + 3, least + 3), using: &random)
      return (0..<count).map { _ in node.sample(using: &random) }.joined()
    case .assertion:
      return ""
    }
  }
}
