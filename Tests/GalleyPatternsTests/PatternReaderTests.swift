import Testing

@testable import GalleyPatterns

@Suite struct PatternReaderTests {
  @Test(arguments: [
    #"(?(1)a|b)(c)"#, "(?R)?a", "(a)(?1)", "(*SKIP)(*F)|a", "a(*COMMIT)b", #"\1(a)(b)\10"#,
    "(?xx)[a b]", "(?xx: [a\tb])", "[[:<:]]a", #"[\Qa-z\E]"#, "a(?C1)b", "(*UCP)a",
    "(?:ab){0}c", #"\cAb"#,
    "a(b)*+c",
  ])
  func `leaves to PCRE2 what it does not read`(pattern: String) throws {
    let regex = try CompiledRegex(pattern)
    #expect(RegexSet([regex], isAlwaysTogether: true).plan.others == [0])
  }

  @Test(arguments: [
    "(?i)a(?-i)b|c", #"(?<year>\d{4})-(?P<month>\d\d)"#, #"[^\]\[]+"#, #"\Qa.b\E+"#, "a{,x}b",
    "(?x) a # comment \n b", "(?xx) a [bc] # d \n e", "(?xx)a(?-x)[b c]",
    #"\p{Lu}\pL\x{e9}\x41\R\X\N"#, "(?|(a)|(b))(?>c)++", #"\k<n>(?<n>a)"#,
  ])
  func `reads what is common`(pattern: String) throws {
    guard let regex = try? CompiledRegex(pattern) else { return }
    #expect(
      RegexSet([regex], isAlwaysTogether: true).plan.others == (pattern == "a{,x}b" ? [0] : [])
    )
  }

  /// The reader takes it for granted.
  @Test func `only k and s have a letter beyond ASCII as their other case`() throws {
    let others = (0x80...0x10FFFF).compactMap { Unicode.Scalar($0) }.map(Character.init)
    let text = Array(String(others).utf8)
    for letter in "abcdefghijklmnopqrstuvwxyz" {
      let regex = try CompiledRegex(String(letter), options: .caseless)
      let found = try search(text, for: regex).count
      #expect(found == (letter == "k" || letter == "s" ? 1 : 0), "\(letter)")
    }
  }
}
