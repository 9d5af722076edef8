import GalleyKit
import Testing

@testable import Patterns

@Suite struct OverlapPolicyTests {
  /// Each row of letters is the match of one pattern: `"aa  "`, `" bbb"`.
  private func resolve(_ rows: [String], by policy: OverlapPolicy) -> [String] {
    var candidates = rows.enumerated().map { index, row in
      let start = row.utf8.count { $0 == UInt8(ascii: " ") }
      return Candidate(span: TextSpan(start..<row.utf8.count), pattern: index)
    }
    policy.resolve(&candidates)
    return candidates.map { rows[$0.pattern] }
  }

  @Test func `keeps all, the outer before the inner`() {
    #expect(resolve([" b", "aaa", "cc"], by: .all) == ["aaa", "cc", " b"])
  }

  @Test func `keeps the longest`() {
    #expect(resolve(["aa", " bbb", "   cc"], by: .longest) == [" bbb"])
    #expect(resolve(["aa", " bb", "  cc"], by: .longest) == ["aa", "  cc"])
    #expect(resolve(["aa", "bb"], by: .longest) == ["aa"])
  }

  @Test func `keeps the pattern listed first`() {
    #expect(resolve(["  c", "aaaa", "b"], by: .first) == ["b", "  c"])
  }

  @Test func `lets neighbours live`() {
    #expect(resolve(["aa", "  bb", "    cc"], by: .longest) == ["aa", "  bb", "    cc"])
  }

  @Test(arguments: OverlapPolicy.allCases)
  func `gives the same whatever the order of the candidates`(policy: OverlapPolicy) {
    let rows = ["aaa", " bb", "   c", "  dddd", "e", "     ff"]
    var forward = rows.enumerated().map { index, row in
      Candidate(
        span: TextSpan(row.utf8.count { $0 == UInt8(ascii: " ") }..<row.utf8.count),
        pattern: index
      )
    }
    var backward = Array(forward.reversed())
    policy.resolve(&forward)
    policy.resolve(&backward)
    #expect(forward == backward)
  }
}
