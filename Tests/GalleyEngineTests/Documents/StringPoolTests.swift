import Testing

@testable import GalleyEngine

struct StringPoolTests {
  @Test func `gives equal texts equal numbers`() {
    var pool = StringPool(first: 10)
    let words = (0..<1000).map { "word \($0 % 250)" }
    let numbers = words.map { word in
      var word = word
      return word.withUTF8 { pool.intern($0, hash: StringPool.hash($0)) }
    }
    #expect(pool.count == 250)
    #expect(numbers[0] == 10)
    #expect(numbers[249] == numbers[999])
  }

  @Test func `forgets what came after a mark`() {
    var pool = StringPool()
    for i in 0..<100 {
      var word = "w\(i)"
      word.withUTF8 { _ = pool.intern($0, hash: StringPool.hash($0)) }
    }
    pool.truncate(to: 50)
    var late = "w70"
    let found = late.withUTF8 { pool.find($0, hash: StringPool.hash($0)) }
    var early = "w7"
    let kept = early.withUTF8 { pool.find($0, hash: StringPool.hash($0)) }
    #expect(found == nil)
    #expect(kept == 7)
  }
}
