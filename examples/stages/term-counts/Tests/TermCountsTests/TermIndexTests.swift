import GalleyKit
import Testing

@testable import TermCounts

struct TermIndexTests {
  private func use(_ term: String, tokens: Int) -> TermUse {
    var use = TermUse(term, first: TextSpan(start: 0, end: UInt32(term.utf8.count)))
    use.tokens = Array(0..<UInt32(tokens))
    return use
  }

  @Test
  func `counts tokens and documents`() {
    var index = TermIndex()
    index.add([use("harbour", tokens: 2)], of: "a")
    index.add([use("harbour", tokens: 1), use("mayor", tokens: 1)], of: "b")
    #expect(index.totals["harbour"]?.count == 3)
    #expect(index.totals["harbour"]?.documents == 2)
    #expect(index.totals["mayor"]?.evidence.map(\.document) == ["b"])
  }

  @Test
  func `puts rare terms before common ones`() {
    var index = TermIndex()
    index.add([use("harbour", tokens: 1), use("strike", tokens: 1)], of: "a")
    index.add([use("harbour", tokens: 1)], of: "b")
    #expect(index.topTerms(of: index.documents[0], limit: 2) == ["strike", "harbour"])
  }

  @Test
  func `breaks ties by the term`() {
    var index = TermIndex()
    index.add([use("quay", tokens: 1), use("mayor", tokens: 1)], of: "a")
    #expect(index.topTerms(of: index.documents[0], limit: 1) == ["mayor"])
  }
}
