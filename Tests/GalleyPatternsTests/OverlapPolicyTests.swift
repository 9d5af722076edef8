import GalleyKit
import Testing

@testable import GalleyPatterns

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

  @Test(arguments: [OverlapPolicy.longest, .first])
  func `takes the best one after the other`(policy: OverlapPolicy) {
    for round in 0..<50 {
      var candidates = (0..<60).map { pattern in
        let start = (pattern * 7_919 + round * 104_729) % 300
        let count = (pattern * 613 + round * 31) % 90 + 1
        return Candidate(span: TextSpan(start..<start + count), pattern: pattern)
      }
      let expected = slowly(candidates, policy)
      policy.resolve(&candidates)
      #expect(candidates == expected)
    }
  }

  /// The rule as the documentation says it.
  private func slowly(_ candidates: [Candidate], _ policy: OverlapPolicy) -> [Candidate] {
    let inOrder = candidates.sorted { a, b in
      if policy == .longest, a.span.count != b.span.count { return a.span.count > b.span.count }
      if policy == .longest, a.span.start != b.span.start { return a.span.start < b.span.start }
      return a.pattern < b.pattern
    }
    var kept: [Candidate] = []
    for candidate in inOrder where !kept.contains(where: { $0.span.overlaps(candidate.span) }) {
      kept.append(candidate)
    }
    return kept.sorted { $0.span < $1.span }
  }
}
