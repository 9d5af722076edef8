import GalleyKit
import GalleyTesting
import Testing

struct MarkedTextTests {
  @Test func `takes marks out of a text`() throws {
    let marked = try MarkedText(
      #"é [[Ann](First) Lee](Person gender=female age=31 sure=true note="a (b) c"){who} \[ok\]"#
    )
    #expect(marked.text == "é Ann Lee [ok]")
    #expect(marked.marks.map(\.span.range) == [3..<10, 3..<6])
    #expect(marked.marks.map(\.type) == ["Person", "First"])
    #expect(marked.marks.map(\.capture) == ["who", nil])
    #expect(
      marked.marks[0].features == [
        "gender": "female", "age": 31, "sure": true, "note": "a (b) c",
      ]
    )
    #expect(marked.coveredText(of: marked.marks[1]) == "Ann")
  }

  @Test func `takes brackets with a capture, or with nothing`() throws {
    let marked = try MarkedText("[met]{cue} in [Oslo] (today) [x]{a}(B c=-1.5)")
    #expect(marked.text == "met in Oslo (today) x")
    #expect(marked.marks.map(\.capture) == ["cue", nil, "a"])
    #expect(marked.annotations == [TestAnnotation("B", TextSpan(20..<21), ["c": .number(-1.5)])])
  }

  @Test(arguments: [
    ("a [b", 3, "'[' without ']'; write '\\['"), ("a] b", 2, "']' without '['; write '\\]'"),
    ("[a](B", 4, "'(' without ')'"), ("[a]{B", 4, "'{' without '}'"),
    ("[a]()", 4, "'()' names no type"), ("[é](B c)", 4, "'c' is not of the form feature=value"),
    ("a\\b", 2, "'\\' stands before '[', ']' and '\\' only; write '\\\\'"),
  ])
  func `says in which column marks are wrong`(marked: String, column: Int, message: String) {
    let error = #expect(throws: MarkError.self) { try MarkedText(marked) }
    #expect(error?.column == column)
    #expect(error?.message == message)
  }

  @Test func `compares what the marks name`() throws {
    let marked = try MarkedText("[a](B c=1)")
    let found = [TestAnnotation("B", TextSpan(0..<1), ["c": 1, "d": 2], stage: "s", id: 9)]
    #expect(marked.comparable(found) == marked.annotations)
  }
}
