import Testing

@testable import GalleyPatterns

@Suite struct RegexScanTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var pattern: String
    var marked: String
    var options: RegexOptions = []

    var testDescription: String { "\(pattern) in \(marked)" }
  }

  static let rows: [Row] = [
    Row(pattern: "a", marked: "b⟦a⟧n⟦a⟧n⟦a⟧"),
    Row(pattern: "ana", marked: "b⟦ana⟧na"),
    Row(pattern: "é+", marked: "caf⟦éé⟧ ⟦é⟧"),
    Row(pattern: "(?<=é)b", marked: "é⟦b⟧b"),
    Row(pattern: "^a", marked: "⟦a⟧\na"),
    Row(pattern: "^a", marked: "⟦a⟧\n⟦a⟧\r\n⟦a⟧", options: .multiline),
    Row(pattern: "a$", marked: "⟦a⟧\r\n⟦a⟧\n⟦a⟧", options: .multiline),
    Row(pattern: "a.", marked: "⟦ab⟧a\na\r\n⟦aé⟧"),
    Row(pattern: "a.", marked: "⟦a\n⟧", options: .dotAll),
    Row(pattern: "É", marked: "⟦é⟧⟦É⟧", options: .caseless),
    Row(pattern: "a b # c", marked: "⟦ab⟧ a b", options: .extended),
    Row(pattern: "a+", marked: "⟦a⟧⟦a⟧", options: .ungreedy),
    Row(pattern: #"\w+"#, marked: "⟦caf⟧é"),
    Row(pattern: #"\w+"#, marked: "⟦café⟧", options: .unicodeProperties),
    Row(pattern: "a(b", marked: "⟦A(b⟧", options: [.literal, .caseless]),
    Row(pattern: "a*", marked: "b⟦aa⟧cb⟦a⟧"),
    Row(pattern: "|a", marked: "b⟦a⟧"),
    Row(pattern: "(?=a)", marked: "aaa"),
    Row(pattern: "x*$", marked: "a\n"),
    Row(pattern: #"a\Kb"#, marked: "a⟦b⟧ b a⟦b⟧"),
    Row(pattern: #"\Ga"#, marked: "⟦a⟧⟦a⟧ba"),
    Row(pattern: #"\Aa"#, marked: "⟦a⟧aba"),
    Row(pattern: ".*b", marked: "⟦aab⟧\n⟦ab⟧"),
    Row(pattern: "a", marked: ""),
    Row(pattern: "😀|.", marked: "⟦😀⟧⟦a⟧⟦é⟧"),
  ]

  @Test(arguments: rows)
  func `finds all matches that do not overlap`(row: Row) throws {
    let marked = MarkedMatches(row.marked)
    #expect(try spans(of: row.pattern, in: marked.text, options: row.options) == marked.spans)
  }

  @Test func `gives the spans of groups and nil for those that took no part`() throws {
    let regex = try CompiledRegex(#"(a)|(b)(c)?"#)
    let found = try search(Array("ab".utf8), for: regex)
    #expect(found == [[0..<1, 0..<1, nil, nil], [1..<2, nil, 1..<2, nil]])
  }

  @Test func `gives the group that took part of those with one name`() throws {
    let regex = try CompiledRegex(#"(?J)a(?<n>\d)|b(?<n>\d)"#)
    let text = Array("a1b2".utf8)
    let found = try text.withUnsafeBufferPointer { buffer in
      var scan = RegexMatcher().scan(buffer, for: regex)
      var found: [Range<Int>?] = []
      while let match = try scan.next() { found.append(match.span(of: regex.names[0])) }
      return found
    }
    #expect(found == [1..<2, 3..<4])
  }

  @Test func `has room for more groups than a matcher starts with`() throws {
    let pattern = (0..<60).map { "(\($0 % 10))" }.joined()
    let text = (0..<60).map { "\($0 % 10)" }.joined()
    let found = try search(Array(text.utf8), for: CompiledRegex(pattern))
    #expect(found.first?[60] == 59..<60)
  }

  @Test func `looks back over the place where it begins`() throws {
    let regex = try CompiledRegex(#"(?<=a)b|^b"#)
    let text = Array("ab".utf8)
    let span = try text.withUnsafeBufferPointer { buffer in
      var scan = RegexMatcher().scan(buffer, for: regex, from: 1)
      return try scan.next()?.span
    }
    #expect(span == 1..<2)
  }

  @Test func `goes on when a start is moved behind the end`() throws {
    let regex = try CompiledRegex(#"(?(DEFINE)(?<k>ab\K))(?=(?&k))a?"#)
    #expect(throws: Never.self) { try search(Array("ab ab".utf8), for: regex) }
  }

  @Test func `gives the same matches without machine code`() throws {
    let text = Array(String(repeating: "ab é cd 12 ", count: 2_000).utf8)
    let fast = try CompiledRegex(#"(\w+) é (c)"#, options: [], usesJIT: true)
    let slow = try CompiledRegex(#"(\w+) é (c)"#, options: [], usesJIT: false)
    #expect(try search(text, for: fast) == search(text, for: slow))
  }
}
