import GalleyKit
import GalleyTesting
import Readers
import Testing

struct JSONLinesReaderTests {
  private func read(
    _ text: String,
    _ options: [String: JSONValue] = [:],
    chunk: Int = .max
  ) throws -> ReaderTrial {
    let trial = ReaderTrial(try StageTrial(.reader(JSONLinesReader.self), options))
    trial.chunk = chunk
    let reachedEnd = trial.read(Array(text.utf8))
    #expect(reachedEnd)
    return trial
  }

  @Test func `takes id, text and metadata from their fields`() throws {
    let line = #"{"id":"a1","text":"A \"b\"\n\u00e9\ud83d\ude00","published":"2023-05-19","#
    let rest = #""title":"T\\","n":7,"x":-1.5e2,"big":18446744073709551616,"on":true,"no":null}"#
    let trial = try read(line + rest)
    let document = try #require(trial.documents.first)
    #expect(document.id == "a1")
    #expect(document.text == "A \"b\"\né😀")
    #expect(document.line == 1)
    #expect(document.byte == 0)
    #expect(
      document.metadata == [
        "published": "2023-05-19", "title": "T\\", "n": 7, "x": .number(-150),
        "big": .number(18_446_744_073_709_551_616), "on": true, "no": nil,
      ]
    )
  }

  @Test func `keeps nested fields as JSON`() throws {
    let trial = try read(#"{"text":"a","m":{"b":[1,"x"],"a":{}},"l":[]}"#)
    #expect(trial.documents.first?.metadata == ["m": ["a": [:], "b": [1, "x"]], "l": []])
  }

  @Test func `finds fields by pointers`() throws {
    let trial = try read(
      #"{"doc":{"key/1":5,"parts":["no","yes"]},"day":"2020-01-02","text":"other"}"#,
      ["id": "/doc/key~11", "text": "/doc/parts/1", "published": "/day", "title": "/doc/none"]
    )
    let document = try #require(trial.documents.first)
    #expect(document.id == "5")
    #expect(document.text == "yes")
    #expect(document.metadata["published"] == "2020-01-02")
    #expect(document.metadata["text"] == "other")
    #expect(Set(document.metadata.keys) == ["doc", "published", "text"])
  }

  @Test func `leaves out ignored fields`() throws {
    let trial = try read(
      #"{"text":"a","annotations":[{"start":0}],"kept":1}"#,
      ["ignore": ["annotations"]]
    )
    #expect(trial.documents.first?.metadata == ["kept": 1])
  }

  @Test(arguments: [
    (#"{"text":"a"}"#, ""), (#"{"id":null,"text":"a"}"#, ""), (#"{"id":"","text":"a"}"#, ""),
    (#"{"id":12.50,"text":"a"}"#, "12.50"), (#"{"id":-3,"text":"a"}"#, "-3"),
  ])
  func `reads ids as they are written`(line: String, id: String) throws {
    let trial = try read(line)
    #expect(trial.documents.map(\.id) == [id])
  }

  @Test func `passes over blank lines, line ends of Windows and a byte order mark`() throws {
    let trial = try read("\u{FEFF}{\"text\":\"a\"}\r\n\r\n \t\n{\"text\":\"b\"}")
    #expect(trial.documents.map(\.text) == ["a", "b"])
    #expect(trial.documents.map(\.line) == [1, 4])
    #expect(trial.documents.map(\.byte) == [3, 22])
    #expect(trial.failures.isEmpty)
  }

  @Test(arguments: [1, 2, 3, 7, 64])
  func `reads the same from a stream in pieces`(chunk: Int) throws {
    let text = "\u{FEFF}{\"id\":\"é\",\"text\":\"one\"}\n\n{\"text\":2}\r\n{\"text\":\"thréé\"}"
    let whole = try read(text)
    let pieces = try read(text, chunk: chunk)
    #expect(pieces.documents == whole.documents)
    #expect(pieces.failures == whole.failures)
  }

  @Test func `skips lines that are too long without holding them`() throws {
    let trial = ReaderTrial(try StageTrial(.reader(JSONLinesReader.self)))
    trial.longestText = 100
    let long = "{\"text\":\"" + String(repeating: "x", count: 1 << 20) + "\"}"
    trial.read(Array("{\"text\":\"a\"}\n\(long)\n{\"text\":\"b\"}\n\(long)".utf8))
    #expect(trial.documents.map(\.text) == ["a", "b"])
    #expect(trial.failures.map(\.line) == [2, 4])
    #expect(trial.failures.map(\.byte) == [13, 13 + long.utf8.count + 1 + 13])
    #expect(Set(trial.failures.map(\.code)) == ["line-too-long"])
  }

  @Test func `refuses deep nesting`() throws {
    let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    let trial = try read("{\"text\":\"a\",\"x\":\(deep)}")
    #expect(trial.failures.map(\.code) == ["too-deep"])
    let hostile = try read("{\"x\":" + String(repeating: "[", count: 100_000))
    #expect(hostile.failures.map(\.code) == ["too-deep"])
  }

  @Test func `notices a key that comes twice among many`() throws {
    let keys = (0..<40).map { "\"k\($0)\":{\"a\":1,\"b\":2}" }.joined(separator: ",")
    let once = try read("{\"text\":\"a\",\(keys)}")
    #expect(once.documents.first?.metadata.count == 40)
    let twice = try read("{\"text\":\"a\",\(keys),\"k3\":0}")
    #expect(twice.failures.map(\.message) == ["key 'k3' comes twice"])
  }

  @Test(arguments: [("text", "write '/text'"), ("", "begin it with '/'")])
  func `refuses a pointer that is none`(pointer: String, fix: String) throws {
    let trial = try StageTrial(.reader(JSONLinesReader.self), ["text": .text(pointer)])
    #expect(!trial.isPrepared)
    #expect(trial.reports.map(\.place) == ["/text"])
    #expect(trial.reports.map(\.fix) == [fix])
  }

  @Test func `gives nothing for an empty stream`() throws {
    let trial = try read("")
    #expect(trial.documents.isEmpty)
    #expect(trial.failures.isEmpty)
  }
}
