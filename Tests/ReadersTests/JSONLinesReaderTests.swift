import GalleyKit
import GalleyTesting
import Readers
import Testing

struct JSONLinesReaderTests {
  private func read(
    _ text: String,
    _ options: [String: JSONValue] = [:],
    pieces: Int = .max
  ) throws -> TestReading {
    try StageRun(.reader(JSONLinesReader.self), options: options)
      .read([TestFile(Array(text.utf8))], pieces: pieces)
  }

  @Test func `takes id, text and metadata from their fields`() throws {
    let line = #"{"id":"a1","text":"A \"b\"\n\u00e9\ud83d\ude00","published":"2023-05-19","#
    let rest = #""title":"T\\","n":7,"x":-1.5e2,"big":18446744073709551616,"on":true,"no":null}"#
    let reading = try read(line + rest)
    let document = try #require(reading.documents.first)
    #expect(document.id == "a1")
    #expect(document.text == "A \"b\"\né😀")
    #expect(document.line == 1)
    #expect(
      document.metadata == [
        "published": "2023-05-19", "title": "T\\", "n": 7, "x": .number(-150),
        "big": .number(18_446_744_073_709_551_616), "on": true, "no": nil,
      ]
    )
  }

  @Test func `keeps nested fields as JSON`() throws {
    let reading = try read(#"{"text":"a","m":{"b":[1,"x"],"a":{}},"l":[]}"#)
    #expect(reading.documents.first?.metadata == ["m": ["a": [:], "b": [1, "x"]], "l": []])
  }

  @Test func `finds fields by pointers`() throws {
    let reading = try read(
      #"{"doc":{"key/1":5,"parts":["no","yes"]},"day":"2020-01-02","text":"other"}"#,
      ["id": "/doc/key~11", "text": "/doc/parts/1", "published": "/day", "title": "/doc/none"]
    )
    let document = try #require(reading.documents.first)
    #expect(document.id == "5")
    #expect(document.text == "yes")
    #expect(document.metadata["published"] == "2020-01-02")
    #expect(document.metadata["text"] == "other")
    #expect(Set(document.metadata.keys) == ["doc", "published", "text"])
  }

  @Test func `leaves out ignored fields`() throws {
    let reading = try read(
      #"{"text":"a","annotations":[{"start":0}],"kept":1}"#,
      ["ignore": ["annotations"]]
    )
    #expect(reading.documents.first?.metadata == ["kept": 1])
  }

  @Test(arguments: [
    (#"{"text":"a"}"#, "input:1"), (#"{"id":null,"text":"a"}"#, "input:1"),
    (#"{"id":"","text":"a"}"#, "input:1"), (#"{"id":12.50,"text":"a"}"#, "12.5"),
    (#"{"id":-3,"text":"a"}"#, "-3"), (#"{"id":9007199254740993,"text":"a"}"#, "9007199254740993"),
  ])
  func `reads numbers as ids, and leaves ids to the host where there is none`(
    line: String,
    id: String
  ) throws {
    let reading = try read(line)
    #expect(reading.documents.map(\.id) == [id])
  }

  @Test func `passes over blank lines, line ends of Windows and a byte order mark`() throws {
    let reading = try read("\u{FEFF}{\"text\":\"a\"}\r\n\r\n \t\n{\"text\":\"b\"}")
    #expect(reading.documents.map(\.text) == ["a", "b"])
    #expect(reading.documents.map(\.line) == [1, 4])
    #expect(reading.failures.isEmpty)
  }

  @Test(arguments: [1, 2, 3, 7, 64])
  func `reads the same from a stream in pieces`(pieces: Int) throws {
    let text = "\u{FEFF}{\"id\":\"é\",\"text\":\"one\"}\n\n{\"text\":2}\r\n{\"text\":\"thréé\"}"
    #expect(try read(text, pieces: pieces) == read(text))
  }

  @Test func `skips lines that are too long without holding them`() throws {
    let long = "{\"text\":\"" + String(repeating: "x", count: 1 << 20) + "\"}"
    let text = "{\"text\":\"a\"}\n\(long)\n{\"text\":\"b\"}\n\(long)"
    let reading = try StageRun(.reader(JSONLinesReader.self))
      .read([TestFile(Array(text.utf8))], longestText: 100)
    #expect(reading.documents.map(\.text) == ["a", "b"])
    #expect(reading.failures.map(\.line) == [2, 4])
    #expect(reading.failures.map(\.byte) == [13, 13 + long.utf8.count + 1 + 13])
    #expect(Set(reading.failures.map(\.code)) == ["line-too-long"])
  }

  @Test(arguments: [
    "0.1000000000000000055511151231257827", "0.30000000000000004441", "1E5", "-0.5",
    "9007199254740993.0", "123456789012345678901234567890", "0.1234567890123456789",
  ])
  func `reads the double nearest to a number`(number: String) throws {
    let reading = try read("{\"text\":\"\",\"n\":\(number)}")
    #expect(reading.documents.first?.metadata["n"] == Double(number).map { .number($0) })
  }

  @Test func `refuses deep nesting`() throws {
    let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
    let reading = try read("{\"text\":\"a\",\"x\":\(deep)}")
    #expect(reading.failures.map(\.code) == ["too-deep"])
    let hostile = try read("{\"x\":" + String(repeating: "[", count: 100_000))
    #expect(hostile.failures.map(\.code) == ["too-deep"])
  }

  @Test(arguments: [("text", "write '/text'"), ("", "begin it with '/'")])
  func `refuses a pointer that is none`(pointer: String, fix: String) throws {
    let problems = try StageRun.problems(
      of: .reader(JSONLinesReader.self),
      options: ["text": .text(pointer)]
    )
    #expect(problems.map(\.place) == ["/text"])
    #expect(problems.map(\.fix) == [fix])
  }

  @Test func `keeps the contract`() throws {
    #expect(try StageConformance(.reader(JSONLinesReader.self)).problems() == [])
    let layered = try StageConformance(
      .reader(JSONLinesReader.self),
      options: ["annotations": "gold"],
      types: [TypeDeclaration("Person")]
    )
    #expect(layered.problems() == [])
  }

  @Test func `gives nothing for an empty stream`() throws {
    let reading = try read("")
    #expect(reading.documents.isEmpty)
    #expect(reading.failures.isEmpty)
  }
}
