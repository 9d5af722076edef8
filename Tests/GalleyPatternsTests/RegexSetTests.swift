import Foundation
import Testing

@testable import GalleyPatterns

/// A set finds what each of its patterns finds by itself: the same spans, the same groups.
///
/// `GALLEY_FUZZ_SECONDS` says for how long random patterns are tried (default 2),
/// `GALLEY_FUZZ_SEED` where to begin.
@Suite struct RegexSetTests {
  @Test func `finds what single patterns find, in random patterns and texts`() throws {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
    var seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 0
    let end = Date(timeIntervalSinceNow: seconds)
    var cases = 0
    var together = 0
    var matches = 0
    while Date() < end {
      var random = SeededRandom(seed: seed)
      let regexes = RichGrammar.regexes(count: 12, using: &random)
      var members = AsciiMembers()
      let nodes = regexes.compactMap {
        PatternReader.read($0.source, options: $0.options, asking: &members)
      }
      let texts = (0..<8).map { _ in RichGrammar.text(of: nodes, using: &random) }
      let set = RegexSet(regexes, isAlwaysTogether: true)
      let matcher = RegexSetMatcher(set)
      for text in texts { try compare(text, set, matcher, seed, counting: &matches) }
      cases += regexes.count * texts.count
      together += set.plan.members.count * texts.count
      seed += 1
    }
    print("\(cases) cases, \(together) with the automaton, \(matches) matches, next seed \(seed)")
    #expect(together > cases / 2, "the automaton knows too few patterns for this to prove much")
    #expect(matches > cases / 2)
  }

  @Test(arguments: 0..<6)
  func `finds what single patterns find, in texts of several blocks`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var text: [UInt8] = []
    while text.count < 200_000 { text += RichGrammar.text(using: &random) }
    let regexes = RichGrammar.regexes(count: 8, using: &random)
    let set = RegexSet(
      regexes.filter { (try? search(text, for: $0)) != nil },
      isAlwaysTogether: true
    )
    var matches = 0
    try compare(text, set, RegexSetMatcher(set), seed, counting: &matches)
    #expect(matches > 100)
  }

  @Test func `lets a match reach over the end of a block`() throws {
    let patterns = [#""[^"]*""#, "b+", #"(?<=\bx)y"#]
    let regexes = try patterns.map { try CompiledRegex($0) }
    for shift in -2...2 {
      var text = [UInt8](repeating: UInt8(ascii: "a"), count: 65_536 * 2 + shift)
      text += Array("\"bbb\" xy".utf8)
      text += [UInt8](repeating: UInt8(ascii: "a"), count: 65_536 - 4)
      text += Array("\"bbb\" xy".utf8)
      let set = RegexSet(regexes, isAlwaysTogether: true)
      let found = try searchTogether(text, RegexSetMatcher(set), set)
      #expect(try found == regexes.map { try search(text, for: $0) })
      #expect(found.map(\.count) == [2, 2, 2])
    }
  }

  @Test func `goes on without the automaton where candidates are too many`() throws {
    let patterns = (0..<30).map { "a{\($0 + 1),}" } + ["b"]
    let set = RegexSet(try patterns.map { try CompiledRegex($0) }, isAlwaysTogether: true)
    #expect(set.plan.others == [])
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000) + [UInt8(ascii: "b")]
    let found = try searchTogether(text, RegexSetMatcher(set), set)
    #expect(found.map(\.count) == Array(repeating: 1, count: 31))
  }

  @Test(arguments: [(tableBytes: 1 << 12, thrashes: true), (1 << 22, false)])
  func `drops its states when there are too many, and finds the same`(
    tableBytes: Int,
    thrashes: Bool
  ) throws {
    // Which of the letters read last were an a is a state of its own.
    let patterns = (8..<12).map { "c" + String(repeating: "[ab]", count: $0) + "a" } + ["cc"]
    let set = RegexSet(try patterns.map { try CompiledRegex($0) }, isAlwaysTogether: true)
    var random = SeededRandom(seed: 1)
    let text = (0..<400_000).map { _ -> UInt8 in
      let number = Int.random(in: 0..<40, using: &random)
      return number == 0 ? UInt8(ascii: "c") : UInt8(ascii: number % 2 == 0 ? "a" : "b")
    }
    let automaton = try #require(set.plan.automaton)
    let scanner = CandidateScanner(automaton, tableBytes: tableBytes)
    let matcher = RegexSetMatcher(set, scanner: scanner)
    let found = try searchTogether(text, matcher, set)
    #expect(try found == set.regexes.map { try search(text, for: $0) })
    #expect((try #require(matcher.scanner?.drops) > 0) == thrashes)
    #expect(matcher.scanner?.isThrashing == thrashes)
  }

  @Test(arguments: [
    (0..<2_500).map { "w\($0)" }.joined(separator: "|"),
    String(repeating: "(?:", count: 240) + "a" + String(repeating: ")*", count: 240),
    String(repeating: "(", count: 100) + "[ab]|c" + String(repeating: ")+", count: 100) + "d",
    String(repeating: "(?=", count: 9) + "a" + String(repeating: "){2}", count: 9) + ".",
    "(?:a?){50}a{50}", "(?<=aaaaaaaaaaaa)b", "(?:a?b?c?d?){90}x",
    "(?:(?:(?:a{1,9}){1,9}){1,9}){1,9}",
    "(a*)*b", "(?:|a|)+", #"(?:\b){3}"#, "[^a]{1,3000}a", ".*.*.*=.*",
  ])
  func `takes hostile patterns as they come`(pattern: String) throws {
    let set = RegexSet(
      [try CompiledRegex(pattern), try CompiledRegex("b")],
      isAlwaysTogether: true
    )
    for text in ["", "b", "aaaab cabd w2499 abcdx", String(repeating: "ab ", count: 2_000)] {
      let text = Array(text.utf8)
      guard let expected = try? set.regexes.map({ try search(text, for: $0) }) else { continue }
      #expect(try searchTogether(text, RegexSetMatcher(set), set) == expected)
    }
  }

  @Test(arguments: [
    String(repeating: "a", count: 1 << 20),
    (0..<100_000).map { "word\($0)" }.joined(separator: "|"),
  ])
  func `leaves it to PCRE2 to refuse what is too long`(pattern: String) {
    #expect(throws: RegexError.self) { try CompiledRegex(pattern) }
  }

  @Test func `looks for thousands of patterns`() throws {
    let patterns = (0..<2_000).map { #"\b[A-Z]\w+ \#($0 % 7 == 0 ? "x" : "y")\#($0)(?: \d+)?\b"# }
    let set = RegexSet(try patterns.map { try CompiledRegex($0) })
    #expect(set.plan.others == [])
    let text = (0..<300).map { "Abc x\($0 * 7) \($0) Def y\($0) Ghi" }.joined(separator: "\n")
    let found = try searchTogether(Array(text.utf8), RegexSetMatcher(set), set)
    #expect(try found == set.regexes.map { try search(Array(text.utf8), for: $0) })
    #expect(found.reduce(0) { $0 + $1.count } > 500)
  }

  @Test func `takes the places PCRE2 passes over in texts with CR LF`() throws {
    let patterns = [#"\s{2}x"#, #"\s[^a]?"#, #"[^b]\n"#, #"(?m)^x"#, #"\n\s?x"#]
    let regexes = try patterns.map { try CompiledRegex($0) }
    let text = Array("a\r\n x\r\nx b\n\n x\r\n\r\n  x".utf8)
    let set = RegexSet(regexes, isAlwaysTogether: true)
    let found = try searchTogether(text, RegexSetMatcher(set), set)
    #expect(try found == regexes.map { try search(text, for: $0) })
  }

  @Test(arguments: [
    (["spokesman"], false), ([#""[^"]*""#, "https?://\\S+"], false), ([#"\b[a-z]+ing\b"#], true),
    (["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], true),
  ])
  func `looks for a few patterns one by one if they begin with something rare`(
    patterns: [String],
    together: Bool
  ) throws {
    let set = RegexSet(try patterns.map { try CompiledRegex($0) })
    #expect(set.plan.members.count == (together ? patterns.count : 0))
    #expect(set.plan.others.count == (together ? 0 : patterns.count))
    let text = "\"One\" https://a.example: a spokesman is seeing seven things"
    let found = try searchTogether(Array(text.utf8), RegexSetMatcher(set), set)
    #expect(try found == set.regexes.map { try search(Array(text.utf8), for: $0) })
  }

  @Test(arguments: [(UInt32(1), RegexMatchError.Kind.interrupted), (2, .timeUp)])
  func `stops as the flag says`(flag: UInt32, kind: RegexMatchError.Kind) throws {
    let regexes = [try CompiledRegex("a"), try CompiledRegex("(?(?=b)b|c)")]
    let set = RegexSet(regexes, isAlwaysTogether: true)
    for text in ["aaa", "bbb"] {
      let error = #expect(throws: RegexSetError.self) {
        try withUnsafePointer(to: flag) {
          try searchTogether(Array(text.utf8), RegexSetMatcher(set), set, stop: $0)
        }
      }
      #expect(error?.error.kind == kind)
    }
  }

  private func compare(
    _ text: [UInt8],
    _ set: RegexSet,
    _ matcher: RegexSetMatcher,
    _ seed: UInt64,
    counting matches: inout Int
  ) throws {
    let expected = try? set.regexes.map { try search(text, for: $0) }
    guard let expected else { return }
    let found = try searchTogether(text, matcher, set)
    matches += found.reduce(0) { $0 + $1.count }
    guard found != expected else { return }
    for number in set.regexes.indices where found[number] != expected[number] {
      let pattern = String(decoding: set.regexes[number].source, as: UTF8.self)
      let options = set.regexes[number].options.rawValue
      Issue.record(
        """
        seed \(seed), pattern \(pattern), options \(options), \
        text \(String(decoding: text, as: UTF8.self).debugDescription): \
        found \(found[number]), expected \(expected[number])
        """
      )
    }
  }
}

/// All matches of each pattern of `set`, with all groups.
func searchTogether(
  _ text: [UInt8],
  _ matcher: RegexSetMatcher,
  _ set: RegexSet,
  stop: UnsafePointer<UInt32>? = nil
) throws -> [FoundMatches] {
  var found = [FoundMatches](repeating: [], count: set.regexes.count)
  try text.withUnsafeBufferPointer { buffer in
    try matcher.forEachMatch(in: buffer, stop: stop) { number, match in
      let groups = 0...set.regexes[number].groupCount
      found[number].append(groups.map { match.span(ofGroup: $0) })
    }
  }
  return found
}
