import GalleyKit
import GalleyTesting
import Readers
import Testing

struct CSVReaderTests {
  private func read(
    _ table: String,
    _ options: [String: JSONValue] = [:],
    name: String = "news.csv",
    pieces: Int = .max,
    longestText: Int = 64 << 20
  ) throws -> TestReading {
    try read(Array(table.utf8), options, name: name, pieces: pieces, longestText: longestText)
  }

  private func read(
    _ table: [UInt8],
    _ options: [String: JSONValue] = [:],
    name: String = "news.csv",
    pieces: Int = .max,
    longestText: Int = 64 << 20
  ) throws -> TestReading {
    try StageRun(.reader(CSVReader.self), options: options)
      .read([TestFile(table, name: name)], longestText: longestText, pieces: pieces)
  }

  @Test func `takes id, text and metadata from their columns`() throws {
    let table = """
      text,section,id,published,title,note
      "Ann Lee left.",world,a1,2023-05-19,"A ""short"" trip",
      Bo stayed.,,7,,,""

      """
    let reading = try read(table)
    #expect(reading.failures.isEmpty)
    #expect(reading.documents.map(\.id) == ["a1", "7"])
    #expect(reading.documents.map(\.text) == ["Ann Lee left.", "Bo stayed."])
    #expect(reading.documents.map(\.line) == [2, 3])
    #expect(
      reading.documents.map(\.metadata) == [
        ["section": "world", "published": "2023-05-19", "title": "A \"short\" trip"], ["note": ""],
      ]
    )
  }

  /// Rows behind the header `id,text`, and the text of the one row they are.
  static let quoting: [(String, String)] = [
    ("1,plain", "plain"), ("1,\"quoted\"", "quoted"), ("1,\"a,b\"", "a,b"), ("1,\"\"", ""),
    ("1,\"say \"\"no\"\"\"", "say \"no\""), ("1,\"\"\"\"", "\""), ("1,\"\"\"\"\"\"", "\"\""),
    ("1,5\" disk", "5\" disk"), ("1,a\"b\"c", "a\"b\"c"), ("1, \"a\"", " \"a\""),
    ("1,\"two\nlines\"", "two\nlines"), ("1,\"two\r\nlines\r\"", "two\r\nlines\r"),
    ("\"1\",\"\n\"\n", "\n"), ("1,  a  ", "  a  "), ("1,東京 \u{85}\u{2028}", "東京 \u{85}\u{2028}"),
    ("1,a;b\tc", "a;b\tc"), ("1,\"a\u{0}b\"", "a\u{0}b"),
  ]

  @Test(arguments: quoting, ["\n", "\r\n", "\r"])
  func `reads quotes as RFC 4180 says`(row: (String, String), lineEnd: String) throws {
    for end in ["", lineEnd] {
      let reading = try read("id,text\(lineEnd)\(row.0)\(end)")
      #expect(reading.failures.isEmpty)
      #expect(reading.documents.map(\.text) == [row.1])
      #expect(reading.documents.map(\.id) == ["1"])
    }
  }

  @Test func `counts lines as editors do, and passes over empty ones`() throws {
    let table = "\u{FEFF}\r\nid,text\r\na,\"1\r\n2\n3\r4\"\n\n\rb,x\r\rc,\"\n\"\nd,x"
    let reading = try read(table)
    #expect(reading.documents.map(\.id) == ["a", "b", "c", "d"])
    #expect(reading.documents.map(\.line) == [3, 9, 11, 13])
    #expect(reading.documents[0].text == "1\r\n2\n3\r4")
  }

  @Test(arguments: [1, 2, 3, 7, 64])
  func `reads the same from a stream in pieces`(pieces: Int) throws {
    let rows = [
      "\u{FEFF}id,text,x\r\n1,\"a \"\"é\"\" 😀\r\n\",\"\"\r\n\r\n2,b\r3,\"c\"d,y\n\"4\",\"d\n\"",
      "5,e,\"\n6,\"f\"\"\",z\r\n7,g,\"open\n8,h,z",
    ]
    let table = rows.joined(separator: "\n")
    let whole = try read(table, longestText: 40)
    #expect(whole.documents.count > 2)
    #expect(whole.failures.count > 2)
    #expect(try read(table, pieces: pieces, longestText: 40) == whole)
  }

  @Test func `makes ids of file and line where there are none`() throws {
    #expect(
      try read("text\na\n\"b\nc\"\nd").documents.map(\.id)
        == (2...5).filter { $0 != 4 }.map {
          "news.csv:\($0)"
        }
    )
    #expect(
      try read("id,text\na,a\na,b", ["id": ""]).documents.map(\.id) == ["news.csv:2", "news.csv:3"]
    )
    #expect(try read("id,text\n,a\n\"\",b").documents.map(\.id) == ["news.csv:2", "news.csv:3"])
  }

  @Test func `joins columns to one text`() throws {
    let table = "title,body,lead\nT,B,L\nT,,\n,B,\"\"\n,,\"\"\n,,\n"
    let reading = try read(table, ["text": ["title", "lead", "body"]])
    #expect(reading.documents.map(\.text) == ["T\n\nL\n\nB", "T", "B", ""])
    #expect(reading.documents.map { $0.metadata["title"] } == ["T", "T", nil, nil])
    #expect(reading.failures.map(\.code) == ["missing-text"])
    #expect(
      reading.failures[0].message == "the row has no text: nothing in 'title', 'lead', 'body'"
    )
  }

  @Test func `finds columns by other names`() throws {
    let options: [String: JSONValue] = [
      "id": "url", "text": ["body"], "published": "date", "title": "headline",
      "metadata": ["paper", "url"],
    ]
    let table = "url,body,date,headline,title,paper,n\nu,b,2020-01-02,h,no,p,1\n"
    let document = try #require(try read(table, options).documents.first)
    #expect(document.id == "u")
    #expect(document.text == "b")
    #expect(
      document.metadata == ["published": "2020-01-02", "title": "h", "paper": "p", "url": "u"]
    )
  }

  @Test func `reads tables without a header`() throws {
    let named = try read("1,a,x\n2,b,y", ["header": false, "columns": ["id", "text", "section"]])
    #expect(named.documents.map(\.id) == ["1", "2"])
    #expect(named.documents.map { $0.metadata } == [["section": "x"], ["section": "y"]])
    let numbered = try read("1,a\n2,b", ["header": false, "text": ["column2"]])
    #expect(numbered.documents.map(\.text) == ["a", "b"])
    #expect(numbered.documents.map(\.id) == ["news.csv:1", "news.csv:2"])
    #expect(numbered.documents.map { $0.metadata["column1"] } == ["1", "2"])
    let broken = try read("1,\"a\"b\n2,b", ["header": false, "text": ["column2"]])
    #expect(broken.failures.map(\.code) == ["stray-quote"])
    #expect(broken.documents.map(\.text) == ["b"])
  }

  static let dialects: [(String, String, [String: JSONValue])] = [
    ("news.tsv", "id\ttext\n1\ta,\"b\n", [:]), ("news.TSV.gz", "id\ttext\n1\t\"a,\"\"b\"\n", [:]),
    ("news.csv", "id\ttext\n1\ta,\"b\n", ["delimiter": "tab"]),
    ("news.tsv", "id,text\n1,\"a,\"\"b\"\n", ["delimiter": ","]),
    ("news.csv", "id;text\n1;a,\"b\n", ["delimiter": ";"]),
    ("-", "id|text\n1|'a,\"b'\n", ["delimiter": "|", "quote": "'"]),
    (
      "news.csv", "id;\"text\"\n1;\"a,\"b\"\n",
      ["delimiter": ";", "quote": "none", "text": ["\"text\""]]
    ),
  ]

  @Test(arguments: dialects)
  func `reads other dialects`(
    name: String,
    table: String,
    options: [String: JSONValue]
  ) throws {
    let reading = try read(table, options, name: name)
    #expect(reading.failures.isEmpty)
    let expected = options["quote"] == "none" ? "\"a,\"b\"" : "a,\"b"
    #expect(reading.documents.map(\.text) == [expected])
  }

  @Test func `turns other encodings into UTF-8`() throws {
    let latin = Array("id,text\n1,\"caf".utf8) + [0xE9] + Array(" \"\"x\"\"\"\n2,".utf8) + [0x80]
    #expect(
      try read(latin, ["encoding": "windows-1252"]).documents.map(\.text) == ["café \"x\"", "€"]
    )
    #expect(
      try read(latin, ["encoding": "latin-1"]).documents.map(\.text) == ["café \"x\"", "\u{80}"]
    )
    let mixed = latin + Array("\n3,né".utf8)
    #expect(
      try read(mixed, ["encoding": "auto"]).documents.map(\.text) == ["café \"x\"", "€", "né"]
    )
    #expect(
      try read(mixed, ["invalid": "replace"]).documents.map(\.text)
        == ["caf\u{FFFD} \"x\"", "\u{FFFD}", "né"]
    )
    let marked = [0xEF, 0xBB, 0xBF] + Array("id,text\n1,é".utf8)
    #expect(try read(marked, ["encoding": "latin-1"]).documents.map(\.text) == ["é"])
  }

  @Test(arguments: [1, 3, 64, .max], [false, true])
  func `reads UTF-16 by its mark`(pieces: Int, isBigEndian: Bool) throws {
    let units =
      Array("\u{FEFF}id\ttext\r\n1\té😀\r\n".utf16) + [0x32, 9, 0xD83D, 13] + Array("3\tx".utf16)
    let bytes = units.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
    let reading = try read(bytes, name: "excel.tsv", pieces: pieces)
    #expect(reading.documents.map(\.text) == ["é😀", "x"])
    #expect(reading.failures.map(\.line) == [3])
    #expect(
      reading.failures.map(\.message) == [
        "half a character of UTF-16 in column 'text'; set 'invalid: replace'"
      ]
    )
    let replaced = try read(bytes, ["invalid": "replace"], name: "excel.tsv", pieces: pieces)
    #expect(replaced.documents.map(\.text) == ["é😀", "\u{FFFD}", "x"])
  }

  @Test func `keeps the contract`() throws {
    #expect(try StageConformance(.reader(CSVReader.self)).problems() == [])
    let bare = try StageConformance(
      .reader(CSVReader.self),
      options: ["header": false, "text": ["column1"], "encoding": "auto"]
    )
    #expect(bare.problems() == [])
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\r\n", "id,text", "id,text\n\n"])
  func `gives nothing for a table without rows`(table: String) throws {
    #expect(try read(table) == TestReading())
  }
}
