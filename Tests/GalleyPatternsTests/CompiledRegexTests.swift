import Testing

@testable import GalleyPatterns

@Suite struct CompiledRegexTests {
  @Test(arguments: [
    ("(abc", 4, "missing closing parenthesis"),
    ("abc)", 3, "unmatched closing parenthesis"),
    ("é(", 3, "missing closing parenthesis"),
    ("a*b++c{2}(?P<1>)", 13, "subpattern name must start with a non-digit"),
    ("[z-a]", 3, "range out of order in character class"),
    (#"\d+\C"#, 5, #"using \C is disabled by the application"#),
    (#"(?<=a+)b"#, 0, "lookbehind assertion is not fixed length"),
  ])
  func `reports the byte at which a pattern stops making sense`(
    pattern: String,
    offset: Int,
    message: String
  ) throws {
    let error = #expect(throws: RegexError.self) { try CompiledRegex(pattern) }
    #expect(error?.offset == offset)
    #expect(error?.message == message)
  }

  @Test(arguments: [#"a\G"#, #"\Gb|c\G"#, #"\\\Gb|\w"#])
  func `refuses a search start that does not anchor the pattern`(pattern: String) throws {
    let error = #expect(throws: RegexError.self) { try CompiledRegex(pattern) }
    let bytes = Array(pattern.utf8)
    let place = try #require(error?.offset)
    #expect(bytes[place...].starts(with: Array(#"\G"#.utf8)))
  }

  @Test(arguments: [#"\Ga"#, #"\Ga|\Gb"#, #"\\Ga"#, #"\Q\G\E"#])
  func `accepts a search start as anchor and its spelling in plain text`(pattern: String) throws {
    #expect(throws: Never.self) { try CompiledRegex(pattern) }
  }

  @Test func `lists group names in the order of their numbers`() throws {
    let regex = try CompiledRegex(#"(?<year>\d+)-(\d+)-(?<day>\d+)"#)
    #expect(regex.groupCount == 3)
    #expect(
      regex.names == [
        RegexGroupName(name: "year", numbers: [1]), RegexGroupName(name: "day", numbers: [3]),
      ]
    )
    #expect(regex.number(ofGroup: "day") == 3)
    #expect(regex.number(ofGroup: "month") == nil)
  }

  @Test func `gathers the numbers of a name that is used twice`() throws {
    let regex = try CompiledRegex(#"(?J)(?<n>a)|(?<m>b)|(?<n>c)"#)
    #expect(
      regex.names == [
        RegexGroupName(name: "n", numbers: [1, 3]), RegexGroupName(name: "m", numbers: [2]),
      ]
    )
  }

  @Test func `counts groups that share a number once`() throws {
    let regex = try CompiledRegex(#"(?|(?<n>a)|(?<n>b))"#)
    #expect(regex.names == [RegexGroupName(name: "n", numbers: [1])])
  }

  @Test func `refuses a name used twice without permission`() throws {
    let error = #expect(throws: RegexError.self) { try CompiledRegex("(?<n>a)|(?<n>b)") }
    #expect(error?.message.hasPrefix("two named subpatterns have the same name") == true)
  }

  @Test func `ignores what makes no sense for a plain string`() throws {
    let options: RegexOptions = [.literal, .multiline, .extended, .ungreedy, .dotAll]
    #expect(try spans(of: "a.b", in: "axb a.b", options: options) == [4..<7])
  }

  @Test func `knows the least length of a match`() throws {
    #expect(try CompiledRegex("ab+c?").minimumLength == 2)
  }
}
