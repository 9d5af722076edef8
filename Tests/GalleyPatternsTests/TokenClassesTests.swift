import Testing

@testable import GalleyPatterns

/// What is remembered of tokens is what was told of a token with the same words and features.
struct TokenClassesTests {
  /// A token's words and features, and a test of it.
  private struct Question: Hashable {
    var key: [UInt32]
    var test: Int
  }

  /// Many documents, with more classes than are kept: some are forgotten, none is mistaken for another.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `answers belong to their tokens, in this document and in later ones`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let tests = 70
    let features = 2
    var classes = TokenClasses(tests: tests, features: features)
    var told: [Question: Bool] = [:]
    var remembered = 0
    for _ in 0..<60 {
      let rows = (0..<900).map { _ in
        [UInt32.random(in: 0..<40, using: &random), .random(in: 0..<40, using: &random)]
          + (0..<features).map { _ in UInt32.random(in: 0..<8, using: &random) }
      }
      classes.begin(rows: rows.count)
      for (row, key) in rows.enumerated() {
        classes.add(row, Vocabulary.Word(folded: key[0], exact: key[1])) { key[2 + $0] }
      }
      for (row, key) in rows.enumerated() {
        let test = Int.random(in: 0..<tests, using: &random)
        let question = Question(key: key, test: test)
        if let answer = classes.answer(row, test) {
          remembered += 1
          #expect(answer == told[question])
        } else {
          let answer = Bool.random(using: &random)
          classes.remember(row, test, answer)
          told[question] = answer
          #expect(classes.answer(row, test) == answer)
        }
      }
    }
    #expect(Set(told.keys.map(\.key)).count > 1 << 14)
    #expect(remembered > 0)
  }
}
