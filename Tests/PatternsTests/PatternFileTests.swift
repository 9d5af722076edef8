import GalleyKit
import Testing

@testable import Patterns

@Suite struct PatternFileTests {
  private func read(_ text: String) -> PatternFile {
    Array(text.utf8).withUnsafeBufferPointer { PatternFile($0, number: 0) }
  }

  private func pattern(_ source: PatternSource) -> String {
    String(decoding: source.text.bytes, as: UTF8.self)
  }

  private func place(_ problem: PatternProblem?) -> [Int]? {
    if case .file(_, let line, let column) = problem?.place { [line, column] } else { nil }
  }

  private let header = "name\ttype\tflags\tfeatures\tpattern\n"

  @Test func `reads rows with flags and features`() throws {
    let file = read(
      """
      # A comment.
      \(header)percent\tPercent\tcaseless, extended\tunit=percent; exact=true\t\\d+ %
      plain\tPlain\t-\t-\ta b

      """
    )
    #expect(file.problems.isEmpty)
    #expect(file.patterns.map(\.name) == ["percent", "plain"])
    let first = try #require(file.patterns.first)
    #expect(first.type == "Percent")
    #expect(first.flags == [.caseless, .extended])
    #expect(first.features == ["unit": "percent", "exact": "true"])
    #expect(pattern(first) == #"\d+ %"#)
    #expect(first.origin == .file(0, line: 3))
    #expect(pattern(file.patterns[1]) == "a b")
  }

  @Test func `joins lines with a line end only in extended patterns`() {
    let file = read(
      """
      \(header)a\tA\textended\t-\tb # one
      \t\tc # two
      d\tD\t-\t-\te
        f
      """
    )
    #expect(file.problems.isEmpty)
    #expect(file.patterns.map(pattern) == ["b # one\nc # two", "ef"])
  }

  @Test func `puts definitions in as groups of their own`() {
    let file = read(
      """
      @DIGIT\t[0-9]
      @NUMBER\t@{DIGIT}+|
      \tmany
      \(header)a\tA\t-\t-\tx@{NUMBER}y@\\{NUMBER}
      """
    )
    #expect(file.problems.isEmpty)
    #expect(file.patterns.map(pattern) == [#"x(?:(?:[0-9])+|many)y@\{NUMBER}"#])
  }

  @Test func `takes Windows line ends and empty lines`() {
    let file = read("name\ttype\tpattern\r\na\tA\tb\r\n\r\nc\tC\td\r\n")
    #expect(file.problems.isEmpty)
    #expect(file.patterns.map(pattern) == ["b", "d"])
  }

  @Test func `reads groups by number and by name`() {
    let file = read("name\ttype\tgroup\tpattern\na\tA\t1\t(b)\nc\tC\td\t(?<d>e)")
    #expect(file.patterns.map(\.group) == [1, "d"])
  }

  @Test func `knows line and column of every byte`() {
    let file = read("@E\té(é\n\(header)a\tA\textended\t-\tü@{E}b\n\t  c(\n")
    let text = file.patterns[0].text
    let pattern = pattern(file.patterns[0])
    func place(of part: String) -> [Int]? {
      guard let range = pattern.firstRange(of: part) else { return nil }
      let place = text.place(
        of: pattern.utf8.distance(from: pattern.startIndex, to: range.lowerBound)
      )
      return [place.line, place.column]
    }
    #expect(place(of: "ü") == [3, 16])
    #expect(place(of: "(é") == [1, 5])
    #expect(place(of: "b") == [3, 21])
    #expect(place(of: "c(") == [4, 4])
  }

  @Test(arguments: [
    ("nam\ttype\tpattern\n", "unknown-column", [1, 1]),
    ("name\tpattern\ttype\n", "wrong-header", [1, 1]),
    ("# only a comment\n", "missing-header", [1, 1]),
    ("name\ttype\tpattern\na\tA\n", "wrong-row", [2, 1]),
    ("name\ttype\tpattern\n\tgo on\n", "stray-line", [2, 1]),
    ("name\ttype\tflags\tpattern\na\tA\textendd\tb\n", "unknown-flag", [2, 0]),
    ("name\ttype\tfeatures\tpattern\na\tA\tbare\tb\n", "wrong-features", [2, 0]),
    ("name\ttype\tpattern\na\tA\tü@{NUM}\n", "unknown-definition", [2, 6]),
    ("@\tx\nname\ttype\tpattern\n", "wrong-definition", [1, 1]),
    ("@A\tx\n@A\ty\nname\ttype\tpattern\n", "double-definition", [2, 1]),
  ])
  func `says where a file is wrong`(text: String, code: String, at expected: [Int]) {
    let problem = read(text).problems.first
    #expect(problem?.code == code)
    #expect(place(problem) == expected)
  }

  @Test func `refuses what is not UTF-8`() {
    let bytes: [UInt8] = [0x6E, 0xFF]
    let file = bytes.withUnsafeBufferPointer { PatternFile($0, number: 0) }
    #expect(file.problems.map(\.code) == ["not-utf8"])
  }
}
