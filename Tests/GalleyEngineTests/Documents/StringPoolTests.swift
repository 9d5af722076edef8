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

  @Test func `a text stays where it was while others are added`() {
    var pool = StringPool()
    var first = "the first text of all"
    _ = first.withUTF8 { pool.intern($0, hash: StringPool.hash($0)) }
    let lent = pool[0]
    for i in 0..<10_000 {
      var word = "word \(i)"
      word.withUTF8 { _ = pool.intern($0, hash: StringPool.hash($0)) }
    }
    #expect(String(decoding: lent, as: UTF8.self) == first)
  }

  @Test func `takes a text that is part of one it has`() {
    var pool = StringPool()
    var long = String(repeating: "abcdefgh", count: 100)
    _ = long.withUTF8 { pool.intern($0, hash: StringPool.hash($0)) }
    var number: UInt32 = 0
    for length in (1..<800).reversed() {
      let part = UnsafeBufferPointer(rebasing: pool[number].prefix(length))
      number = pool.intern(part, hash: StringPool.hash(part)) ?? 0
      #expect(String(decoding: pool[number], as: UTF8.self) == long.prefix(length))
    }
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
