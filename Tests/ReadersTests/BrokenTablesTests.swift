import GalleyKit
import GalleyTesting
import Readers
import Testing

/// What the reader of tables says about mistakes, and where it goes on.
struct BrokenTablesTests {
  private func read(
    _ table: [UInt8],
    _ options: [String: JSONValue] = [:],
    longestText: Int = 64 << 20
  ) throws -> TestReading {
    try StageRun(.reader(CSVReader.self), options: options)
      .read([TestFile(table, name: "news.csv")], longestText: longestText)
  }

  private static let stray =
    "cell 2 goes on behind the quote that ends it; double quotes inside quotes"
  private static let ragged = "and the table 3 columns"

  static let rows: [BrokenInput] = [
    BrokenInput("a,b", "ragged-row", "the row has 2 cells, \(ragged); there is none for 'note'"),
    BrokenInput("a", "ragged-row", "the row has 1 cell, \(ragged); there is none for 'text'"),
    BrokenInput(" ", "ragged-row", "the row has 1 cell, \(ragged); there is none for 'text'"),
    BrokenInput("a,b,c,", "ragged-row", "the row has 4 cells, \(ragged)"),
    BrokenInput("a,\"b\"‸c,d", "stray-quote", stray),
    BrokenInput("a,\"b\"‸ ,d", "stray-quote", stray),
    BrokenInput("a,\"He said \"‸no\"\",d", "stray-quote", stray),
    BrokenInput("a,,x", "missing-text", "the row has no text: nothing in 'text'"),
    BrokenInput("a,caf‸<E9> au lait,x", "invalid-text", utf8("E9", "text", cutShort)),
    BrokenInput("a,\"\"\"x\"\" ‸<E9>\",x", "invalid-text", utf8("E9", "text", cutShort)),
    BrokenInput("<41>‸<FF>,b,x", "invalid-text", utf8("FF", "id", never)),
    BrokenInput("a,b,\"‸<FF>\"", "invalid-text", utf8("FF", "note", never)),
    BrokenInput("before,b,c", "duplicate-id", "an earlier document has the same id"),
  ]

  @Test(arguments: rows, ["\n", "\r\n", "\r"])
  func `reports a broken row and goes on`(row: BrokenInput, lineEnd: String) throws {
    let before = Array("id,text,note\(lineEnd)before,x,\(lineEnd)".utf8)
    let after = Array("\(lineEnd)after,x,".utf8)
    let reading = try read(before + row.bytes + after)
    #expect(reading.documents.map(\.id) == ["before", "after"])
    let failure = try #require(reading.failures.first)
    #expect(reading.failures.count == 1)
    #expect(failure.code == row.code)
    #expect(failure.message == row.message)
    #expect(failure.line == 3)
    #expect(failure.byte == before.count + row.byte)
  }

  /// Tables behind a good row 2 `before`, with lines of failures and ids of documents.
  static let resumptions: [(String, [String], [String])] = [
    // The quote swallows a row until the next one opens; that row is read all the same.
    ("1,\"open\n2,\"b\"\n3,c", ["3 stray-quote"], ["2", "3"]),
    ("1,\"open\n2,b\n3,c", ["3 unclosed-quote"], ["2", "3"]),
    ("1,\"a\nb\" c\n2,b", ["3 stray-quote", "4 ragged-row"], ["2"]),
    // The broken cell begins in another line than its row.
    ("\"1\n\",\"open\n2,b", ["3 unclosed-quote"], ["2"]),
    ("\"1\n\",\"a\"b\n2,b", ["3 stray-quote"], ["2"]),
    ("1,\"open", ["3 unclosed-quote"], []),
    ("1,\"\"\"open\n2,\"\"\n3,c", ["3 unclosed-quote"], ["2", "3"]),
    ("1,\"a\"\"\r\n2,b\r\n\r\n3,\"c\"", ["3 stray-quote"], ["2", "3"]),
  ]

  @Test(arguments: resumptions)
  func `goes on in the line after a broken quote`(
    table: String,
    failures: [String],
    ids: [String]
  ) throws {
    let reading = try read(Array("id,text\nbefore,x\n\(table)".utf8))
    #expect(reading.failures.map { "\($0.line) \($0.code)" } == failures)
    #expect(reading.documents.map(\.id) == ["before"] + ids)
  }

  @Test func `names the line of a quote that is not closed`() throws {
    let reading = try read(Array("id,text\n\"1\n\",\"open\n2,b".utf8))
    #expect(
      reading.failures == [
        TestFailure(
          line: 2,
          byte: 13,
          code: "unclosed-quote",
          message: "the quote before cell 2, in line 3, is not closed; close it"
        )
      ]
    )
  }

  @Test func `gives up rows that are too long without holding them`() throws {
    let long = String(repeating: "x", count: 1 << 20)
    let lines = String(repeating: "7,x\n", count: 100)
    let table = "id,text\n1,a\n2,\(long)\n3,b\n4,\"open\n5,c\n\(lines)6,\(long)\""
    let reading = try read(Array(table.utf8), longestText: 100)
    #expect(
      reading.failures.prefix(2).map { "\($0.line) \($0.code)" } == [
        "3 row-too-long", "5 unclosed-quote",
      ]
    )
    #expect(reading.documents.map(\.id) == ["1", "3", "5", "7"])
    #expect(
      reading.failures[1].message
        == "the quote before cell 2, in line 5, is not closed within 100 bytes; close it, or raise"
        + " 'max_document'"
    )
    #expect(reading.failures.last?.line == 107)
    #expect(reading.failures.last?.code == "row-too-long")
  }

  @Test(arguments: [("", true), ("\n", true), ("x", false), ("x\n", false), ("x\r\n", false)])
  func `lets rows through up to the limit`(end: String, isRead: Bool) throws {
    let reading = try read(Array("id,text\n1,abcdef\(end)".utf8), longestText: 8)
    #expect(reading.documents.count == (isRead ? 1 : 0))
    #expect(reading.failures.map(\.code) == (isRead ? [] : ["row-too-long"]))
  }

  /// Every cell opens a quote that only the one in the next line closes: the costliest table.
  @Test func `reads no byte many times`() throws {
    let table = "id,text\n" + String(repeating: "a,\"\n", count: 200_000)
    let reading = try read(Array(table.utf8))
    #expect(reading.documents.count + reading.failures.count == 100_000)
    let even = "id,text\n" + String(repeating: "\"\na\",", count: 50_000)
    #expect(try read(Array(even.utf8), longestText: 100_001).documents.isEmpty)
  }

  static let headers: [(String, [String: JSONValue], String, String)] = [
    ("id,body\n1,a", [:], "missing-column", "there is no column 'text'; columns: 'body', 'id'"),
    ("id,Text\n1,a", [:], "missing-column", "there is no column 'text'; did you mean 'Text'?"),
    (
      "id;text\n1;a", [:], "missing-column",
      "there is no column 'text'; columns: 'id;text'; set 'delimiter: \";\"'"
    ),
    (
      "id\ttext\n1\ta", [:], "missing-column",
      "there is no column 'text'; columns: 'id\ttext'; set 'delimiter: \"tab\"'"
    ),
    (
      "id,text\n1,a", ["id": "uid", "title": "tittel", "metadata": ["txt"]], "missing-column",
      "there is no column 'txt'; did you mean 'text'?; there is no column 'uid';"
        + " did you mean 'id'?; there is no column 'tittel'; columns: 'id', 'text'"
    ),
    (
      "id,text,id\n1,a,b", [:], "duplicate-column",
      "columns 1 and 3 are both called 'id' in the header; give them different names"
    ),
    ("id,\"text\"x\n1,a", [:], "stray-quote", stray),
    (
      "id,caf<E9>\n1,a", [:], "invalid-text",
      "byte 0xE9 in cell 2 is not UTF-8 (\(cutShort))"
        + "; set 'encoding', or 'invalid: replace'"
    ),
    (
      "1,a\n2,b", ["header": false], "missing-column",
      "there is no column 'text'; columns: 'column1', 'column2'"
    ),
  ]

  @Test(arguments: headers)
  func `passes over a file whose columns are not known`(
    table: String,
    options: [String: JSONValue],
    code: String,
    message: String
  ) throws {
    let reading = try read(BrokenInput(table, "", "").bytes, options)
    #expect(reading.documents.isEmpty)
    #expect(reading.failures.map(\.code) == [code])
    #expect(reading.failures.map(\.message) == ["\(message); the file is passed over"])
    #expect(reading.failures.map(\.line) == [1])
  }

  static let options: [([String: JSONValue], [String])] = [
    (["delimiter": ""], ["/delimiter: '' is not one character of ASCII; write one, or 'tab'"]),
    (
      ["delimiter": "::", "quote": "“"],
      [
        "/delimiter: '::' is not one character of ASCII; write one, or 'tab'",
        "/quote: '“' is not one character of ASCII; write one, or 'none'",
      ]
    ),
    (["delimiter": "\n"], ["/delimiter: '\n' is not one character of ASCII; write one, or 'tab'"]),
    (["quote": ","], ["/quote: the quote is the delimiter; write another character, or 'none'"]),
    (["text": []], ["/text: no column is the text; name at least one"]),
    (
      ["columns": ["text"]],
      ["/columns: the header names the columns; set 'header: false', or leave it out"]
    ),
    (
      ["header": false, "columns": ["a", "txt", "a"], "id": "ida"],
      [
        "/columns: columns 1 and 3 are both called 'a'; give them different names",
        "/text/0: there is no column 'text'; did you mean 'txt'?",
        "/id: there is no column 'ida'; columns: 'a', 'a', 'txt'",
      ]
    ),
  ]

  @Test(arguments: options)
  func `reports options that cannot be`(
    options: [String: JSONValue],
    expected: [String]
  ) throws {
    let problems = try StageRun.problems(of: .reader(CSVReader.self), options: options)
    #expect(problems.map { "\($0.place): \($0.message); \($0.fix)" } == expected)
  }

  private static let cutShort = "a character is cut short"
  private static let never = "a byte that never occurs in it"

  private static func utf8(_ byte: String, _ column: String, _ reason: String) -> String {
    "byte 0x\(byte) in column '\(column)' is not UTF-8 (\(reason)); set 'encoding',"
      + " or 'invalid: replace'"
  }
}
