import Testing

@testable import GalleyPatterns

@Suite struct RegexLimitTests {
  private let manyAs = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)

  @Test(arguments: [true, false])
  func `stops a pattern that backtracks without end`(usesJIT: Bool) throws {
    let regex = try CompiledRegex("(a+)+$", options: [], usesJIT: usesJIT)
    let text = Array(manyAs.prefix(20_000)) + Array("!".utf8)
    let error = #expect(throws: RegexMatchError.self) { try search(text, for: regex) }
    #expect(error?.kind == .matchLimit)
    #expect(error?.isStop == false)
  }

  @Test func `stops a pattern that needs too much stack`() throws {
    let regex = try CompiledRegex("(a|aa)+$")
    let text = manyAs + Array("!".utf8)
    let error = #expect(throws: RegexMatchError.self) { try search(text, for: regex) }
    #expect(error?.kind == .stackLimit)
  }

  @Test(arguments: ["(a|b)*c", #""(?:[^"\\]|\\.)*""#, "(?:(?:ab)+?)+c"])
  func `takes a long match that is as it should be`(pattern: String) throws {
    let text = "\"" + String(repeating: "ab", count: 10_000) + "c\""
    let found = try spans(of: pattern, in: text)
    #expect(found.count == 1)
    #expect(found[0].count >= 20_000)
  }

  @Test func `finds a match that only the full step limit allows`() throws {
    let text = String(repeating: "a", count: 16) + "! " + String(repeating: "b ", count: 5_000)
    // 2^16 ways to divide the letters are tried in vain from the first place.
    #expect(try spans(of: "(a+)+[?]|b$|! b", in: text).count == 1)
  }

  @Test(arguments: [(UInt32(1), RegexMatchError.Kind.interrupted), (2, .timeUp)])
  func `stops as the flag says`(flag: UInt32, kind: RegexMatchError.Kind) throws {
    let regex = try CompiledRegex("b")
    let error = #expect(throws: RegexMatchError.self) {
      try withUnsafePointer(to: flag) { try search(manyAs, for: regex, stop: $0) }
    }
    #expect(error == RegexMatchError(kind: kind, offset: 0))
    #expect(error?.isStop == true)
  }

  @Test func `looks at the flag between two slices`() throws {
    // The flag is set after the first match; the next one is many slices away.
    let regex = try CompiledRegex("b")
    let text = Array("b".utf8) + manyAs + Array("b".utf8)
    let flag = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    defer { flag.deallocate() }
    flag.initialize(to: 0)
    try text.withUnsafeBufferPointer { buffer throws in
      var scan = RegexMatcher().scan(buffer, for: regex, stop: flag)
      #expect(try scan.next()?.span == 0..<1)
      flag.pointee = 1
      let error = #expect(throws: RegexMatchError.self) { _ = try scan.next() }
      #expect(error?.kind == .interrupted)
    }
  }
}
