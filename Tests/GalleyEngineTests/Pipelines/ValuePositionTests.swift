import GalleyKit
import Testing

@testable import GalleyEngine

struct ValuePositionTests {
  /// Line and column counted from the beginning of the text, one character at a time.
  private func place(of offset: Int, in text: String) -> String {
    var line = 1
    var column = 1
    var at = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if at + width > offset { break }
      at += width
      if scalar == "\n" {
        line += 1
        column = 1
      } else if scalar != "\r" || offset == at {
        column += 1
      }
    }
    return "\(line):\(column)"
  }

  @Test(arguments: ScalarSample.Style.allCases)
  func `every byte of a value has its place`(style: ScalarSample.Style) throws {
    for seed in 0..<300 {
      var random = RandomSource(seed: UInt64(seed))
      let sample = ScalarSample(style, &random)
      let source = try SourceText.checked(
        name: "a.yaml",
        folder: "/",
        bytes: Array(sample.text.utf8)
      )
      let (root, problems) = Composer.compose(source)
      #expect(problems == [], "seed \(seed): \(sample.text)")
      guard let node = root?["outer"]?["key"], let text = node.text else {
        Issue.record("seed \(seed): no scalar in \(sample.text)")
        return
      }
      #expect(Array(text.utf8) == sample.value, "seed \(seed): \(sample.text)")
      for (byte, wanted) in sample.places.enumerated() {
        let found = node.location(of: byte..<byte + 1)
        let expected = place(of: wanted, in: sample.text)
        guard "\(found)" == "a.yaml:\(expected)" else {
          Issue.record("seed \(seed), byte \(byte): \(found) for \(expected) in \(sample.text)")
          return
        }
      }
    }
  }

  private func node(_ text: String, variables: [String: String] = [:]) throws -> (
    Node, [Diagnostic]
  ) {
    let source = try SourceText.checked(name: "a.yaml", folder: "/x", bytes: Array(text.utf8))
    let root = try #require(Composer.compose(source).0)
    var problems = DiagnosticCollector()
    var table = Variables(environment: variables)
    for pair in root["vars"]?.pairs ?? [] { table.define(pair.key, pair.value, into: &problems) }
    let value = try #require(root["value"])
    return (table.fill(value, into: &problems), problems.sorted)
  }

  @Test func `places inside variables are where they are defined`() throws {
    let text = """
      vars: {month: '(Jan|F''eb)', all: "x${month}y"}
      value: 'a''b${month}c${all}${env:N}$${d}${env:M:-zz}'
      """
    let (value, problems) = try node(text, variables: ["N": "secret"])
    #expect(problems == [])
    #expect(value.text == "a'b(Jan|F'eb)cx(Jan|F'eb)ysecret${d}zz")
    func place(_ part: String, _ count: Int = 1, after: String = "") -> String {
      let before = value.text?.split(separator: after + part, maxSplits: 1)[0].utf8.count ?? 0
      let start = before + after.utf8.count
      return "\(value.location(of: start..<start + count))"
    }
    #expect(place("b(") == "a.yaml:2:12")
    #expect(place("eb)c") == "a.yaml:1:24")
    #expect(place("c", after: "eb)") == "a.yaml:2:21")
    #expect(place("x", after: "c") == "a.yaml:1:36")
    #expect(place("eb)y") == "a.yaml:1:24")
    #expect(place("y", after: "eb)") == "a.yaml:1:45")
    #expect(place("cret") == "a.yaml:2:28")
    #expect(place("${d}") == "a.yaml:2:37")
    #expect(place("zz") == "a.yaml:2:50")
    #expect(value.scalar?.printed == "a'b(Jan|F'eb)cx(Jan|F'eb)y${env:N}${d}zz")
  }

  @Test(arguments: [
    ("${n}", "5", JSONValue.integer(5)), ("'${n}'", "5", "5"), ("${n}0", "50", "50"),
    ("${t}", "5", "5"), ("${f}", "true", true), ("${env:N}", "7", 7), ("\"${env:N}\"", "7", "7"),
    ("${env:X:-1.5}", "1.5", 1.5), ("$${n}", "${n}", "${n}"), ("no", "no", "no"),
    ("${empty}", "", nil), ("a$b", "a$b", "a$b"), ("!!str 5", "5", "5"),
  ])
  func `a lone variable gives its type`(written: String, text: String, value: JSONValue) throws {
    let (node, problems) = try node(
      "vars: {n: 5, t: '5', f: true, empty: }\nvalue: \(written)",
      variables: ["N": "7"]
    )
    #expect(problems == [])
    #expect(node.text == text)
    #expect(node.scalar?.value == .value(value))
  }

  @Test(arguments: [
    ("0x1F", JSONValue.integer(31)), ("0o17", 15), ("017", 17), ("-3", -3), ("+3", 3),
    ("1e3", 1000.0),
    ("-.5", -0.5), ("1.", 1.0), ("yes", "yes"), ("On", "On"), ("NO", "NO"), ("12:30", "12:30"),
    ("1_000", "1_000"), ("0b1", "0b1"), ("Null", nil), ("TRUE", true), ("2023-05-19", "2023-05-19"),
    ("-", "-"), ("e5", "e5"), ("1e", "1e"), ("0x", "0x"), ("9223372036854775807", .integer(.max)),
    ("+0x1F", "+0x1F"), (".", "."),
  ])
  func `unquoted texts mean what the core schema says`(text: String, value: JSONValue) {
    #expect(CoreValue(plain: text) == .value(value))
  }
}
