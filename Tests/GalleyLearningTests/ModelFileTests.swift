import GalleyKit
import Testing

@testable import GalleyLearning

struct ModelFileTests {
  private let bytes = ModelFile.bytes(
    kind: "test/1",
    made: ["command": "by hand"],
    sections: [("first", [1, 2, 3]), ("words", Array("a\nb\n".utf8)), ("empty", [])]
  )

  private func open<Result>(
    _ bytes: [UInt8],
    kind: String = "test/1",
    _ body: (ModelFile) throws -> Result
  ) throws -> Result {
    try bytes.withUnsafeBytes { try body(try ModelFile($0, kind: kind)) }
  }

  private func message(_ bytes: [UInt8], kind: String = "test/1") -> String? {
    do {
      try open(bytes, kind: kind) { _ in }
      return nil
    } catch {
      return (error as? ModelProblem)?.message
    }
  }

  @Test func `gives back what was put in`() throws {
    try open(bytes) { file in
      let (first, words) = (try file.section("first"), try file.lines("words"))
      let empty = try file.section("empty")
      #expect(Array(first) == [1, 2, 3])
      #expect(words == ["a", "b"])
      #expect(empty.isEmpty)
      #expect(file.header.made == ["command": "by hand"])
    }
  }

  @Test func `says what is wrong with other files`() throws {
    #expect(message([]) == "is not a model")
    #expect(message(Array("# A text, no model at all".utf8)) == "is not a model")
    #expect(message(bytes, kind: "names/1") == "is a model of kind 'test/1', not 'names/1'")
    #expect(message(Array(bytes[..<20])) == "is cut off in its header")
    #expect(message(Array(bytes.dropLast(5))) == "is cut off in section 'words'")
    #expect(throws: ModelProblem("has no section 'weights'")) {
      try open(bytes) { _ = try $0.section("weights") }
    }
  }

  @Test func `keeps numbers under hashes`() throws {
    for count in [0, 1, 2, 3, 100, 5000] {
      var numbers: [UInt64: Int] = [:]
      for i in 0..<count { numbers[FeatureHash.of(UInt64(i), 1)] = i * 13 % 65_536 }
      try NumberTable.bytes(numbers).withUnsafeBytes { bytes in
        let table = try NumberTable(bytes, of: "numbers", limit: 65_536)
        let wrong = numbers.count { table.number(of: $0.key) != $0.value }
        // Hashes are told apart by 16 bits and their bucket.
        #expect(wrong <= 1)
        let unknown = (0..<1000).count { table.number(of: FeatureHash.of(UInt64($0), 2)) != nil }
        #expect(unknown <= 2)
      }
    }
  }

  @Test func `refuses numbers and labels that are too high`() {
    NumberTable.bytes([1: 5]).withUnsafeBytes { bytes -> Void in
      _ = #expect(throws: ModelProblem("has a table of rules with a number that is too high")) {
        _ = try NumberTable(bytes, of: "rules", limit: 5)
      }
    }
    WeightTable.bytes([(1, [(3, 1)])], labels: 8).withUnsafeBytes { bytes -> Void in
      _ = #expect(throws: ModelProblem("has a weight of a label that it does not have")) {
        _ = try WeightTable(bytes, labels: 3)
      }
    }
  }

  /// A broken model is found out or can be used; nothing reads outside of it.
  @Test func `no damage makes a model crash`() throws {
    var numbers = SeededNumbers(seed: 3)
    var weights: [(feature: UInt64, weights: [(label: UInt8, weight: Int8)])] = []
    for i in 0..<60 {
      let label = UInt8(i % 4)
      let all: [(label: UInt8, weight: Int8)] = [(label, 5), (3 - label, -3)]
      weights.append((FeatureHash.of(1, UInt64(i)), Array(all.prefix(i % 3))))
    }
    var table: [UInt64: Int] = [:]
    for i in 0..<60 { table[FeatureHash.of(2, UInt64(i))] = i }
    let whole = ModelFile.bytes(
      kind: "test/1",
      made: .null,
      sections: [
        ("weights", WeightTable.bytes(weights, labels: 4)),
        ("transitions", Array(repeating: 1, count: 16)),
        ("table", NumberTable.bytes(table)),
      ]
    )
    var opened = 0
    for trial in 0..<5000 {
      var broken = whole
      if trial % 5 == 0 { broken.removeLast(Int(numbers.next() % UInt64(whole.count))) }
      for _ in 0..<trial % 4 where !broken.isEmpty {
        broken[Int(numbers.next() % UInt64(broken.count))] = UInt8(
          truncatingIfNeeded: numbers.next()
        )
      }
      if (try? use(broken, weights.map(\.feature) + table.keys)) != nil { opened += 1 }
    }
    #expect(opened > 500)
    #expect(opened < 5000)
  }

  private func use(_ bytes: [UInt8], _ hashes: [UInt64]) throws {
    try open(bytes) { file in
      let model = try SequenceModel(
        weights: try file.section("weights"),
        transitions: try file.section("transitions"),
        labelCount: 4
      )
      let table = try NumberTable(try file.section("table"), of: "numbers", limit: 60)
      var decoder = SequenceDecoder(labelCount: 4)
      decoder.begin(3)
      decoder.withScores { scores, stride in
        for i in 0..<3 { model.add(hashes, to: scores + i * stride) }
      }
      decoder.decode(model)
      for hash in hashes { _ = table.number(of: hash) }
    }
  }
}
