import Foundation
import GalleyKit
import GalleyTesting
import Readers
import Testing

struct TextFilesReaderTests {
  private func read(
    _ bytes: [UInt8],
    _ options: [String: JSONValue] = [:],
    name: String = "input"
  ) throws -> TestReading {
    try StageRun(.reader(TextFilesReader.self), options: options)
      .read([TestFile(bytes, name: name)])
  }

  @Test(arguments: ["", "one line", "two\r\nlines\n", "Zürich — 東京 😀"])
  func `reads a file as it stands`(text: String) throws {
    let reading = try read(Array(text.utf8), name: "2023/05/a.txt")
    #expect(reading.documents.map(\.text) == [text])
    #expect(reading.documents.map(\.id) == ["2023/05/a.txt"])
    #expect(reading.failures.isEmpty)
  }

  @Test(arguments: [1, 1000, 65_536, 70_000])
  func `reads streams of unknown size in pieces`(pieces: Int) throws {
    let text = String(repeating: "naïve ", count: 30_000)
    let reading = try StageRun(.reader(TextFilesReader.self))
      .read([TestFile(Array(text.utf8))], pieces: pieces, tellsSize: false)
    #expect(reading.documents.map(\.text) == [text])
  }

  struct Encoded: Sendable {
    let encoding: String
    let bytes: [UInt8]
    let text: String
  }

  static let encoded: [Encoded] = [
    Encoded(encoding: "utf-8", bytes: [0xEF, 0xBB, 0xBF, 0x61], text: "a"),
    Encoded(encoding: "utf-8", bytes: [0xEF, 0xBB, 0xBF], text: ""),
    Encoded(encoding: "latin-1", bytes: [0x63, 0xE9, 0x85, 0xFF], text: "cé\u{85}ÿ"),
    Encoded(encoding: "windows-1252", bytes: [0x93, 0x80, 0x94, 0x9F, 0xE9], text: "“€”Ÿé"),
    Encoded(encoding: "auto", bytes: [0x93, 0x61, 0x94], text: "“a”"),
    Encoded(encoding: "auto", bytes: [0xC3, 0xA9], text: "é"),
    Encoded(encoding: "utf-8", bytes: [0xFF, 0xFE, 0xE9, 0, 0x3D, 0xD8, 0, 0xDE], text: "é😀"),
    Encoded(encoding: "latin-1", bytes: [0xFE, 0xFF, 0, 0xE9, 0x26, 0x3A], text: "é☺"),
    Encoded(encoding: "auto", bytes: [0xFE, 0xFF], text: ""),
    Encoded(encoding: "latin-1", bytes: [0xEF, 0xBB, 0xBF, 0xC3, 0xA9], text: "é"),
  ]

  @Test(arguments: encoded)
  func `turns other encodings into UTF-8`(file: Encoded) throws {
    let reading = try read(file.bytes, ["encoding": .text(file.encoding)])
    #expect(reading.documents.map(\.text) == [file.text])
  }

  struct Broken: Sendable {
    let encoding: String
    let bytes: [UInt8]
    let line: Int
    let byte: Int
    let message: String
    let replaced: String
  }

  static let broken: [Broken] = [
    Broken(
      encoding: "utf-8",
      bytes: Array("a\nb\ncaf".utf8) + [0xE9, 0x20],
      line: 3,
      byte: 7,
      message: "byte 0xE9 at offset 7 is not UTF-8 (a character is cut short)",
      replaced: "a\nb\ncaf\u{FFFD} "
    ),
    Broken(
      encoding: "utf-8",
      bytes: [0xEF, 0xBB, 0xBF, 0x61, 0xFF],
      line: 1,
      byte: 4,
      message: "byte 0xFF at offset 4 is not UTF-8 (a byte that never occurs in it)",
      replaced: "a\u{FFFD}"
    ),
    Broken(
      encoding: "utf-8",
      bytes: [0x61, 0x80],
      line: 1,
      byte: 1,
      message: "byte 0x80 at offset 1 is not UTF-8 (a continuation byte without a beginning)",
      replaced: "a\u{FFFD}"
    ),
    Broken(
      encoding: "utf-8",
      bytes: [0xE2, 0x82],
      line: 1,
      byte: 0,
      message: "byte 0xE2 at offset 0 is not UTF-8 (a character is cut short)",
      replaced: "\u{FFFD}"
    ),
    Broken(
      encoding: "windows-1252",
      bytes: [0x61, 0x0A, 0x81],
      line: 2,
      byte: 2,
      message: "byte 0x81 at offset 2 stands for nothing in Windows-1252",
      replaced: "a\n\u{FFFD}"
    ),
    Broken(
      encoding: "auto",
      bytes: [0xE9, 0x9D],
      line: 1,
      byte: 1,
      message: "byte 0x9D at offset 1 stands for nothing in Windows-1252",
      replaced: "é\u{FFFD}"
    ),
    Broken(
      encoding: "utf-8",
      bytes: [0xFF, 0xFE, 0x61, 0, 0x62],
      line: 1,
      byte: 4,
      message: "byte 0x62 at offset 4 begins half a character in UTF-16",
      replaced: "a\u{FFFD}"
    ),
    Broken(
      encoding: "utf-8",
      bytes: [0xFF, 0xFE, 0x3D, 0xD8, 0x61, 0],
      line: 1,
      byte: 2,
      message: "byte 0x3D at offset 2 begins half a character in UTF-16",
      replaced: "\u{FFFD}a"
    ),
    Broken(
      encoding: "utf-8",
      bytes: [0xFE, 0xFF, 0xDE, 0, 0, 0x61],
      line: 1,
      byte: 2,
      message: "byte 0xDE at offset 2 begins half a character in UTF-16",
      replaced: "\u{FFFD}a"
    ),
  ]

  @Test(arguments: broken)
  func `names the byte that is no character`(file: Broken) throws {
    let reading = try read(file.bytes, ["encoding": .text(file.encoding)], name: "x.txt")
    #expect(reading.documents.isEmpty)
    let message = file.message + "; set 'encoding', or 'invalid: replace'"
    #expect(
      reading.failures == [
        TestFailure(
          document: "x.txt",
          line: file.line,
          byte: file.byte,
          code: "invalid-text",
          message: message
        )
      ]
    )
  }

  @Test(arguments: broken)
  func `replaces bytes that are no characters when asked to`(file: Broken) throws {
    let reading = try read(
      file.bytes,
      ["encoding": .text(file.encoding), "invalid": "replace"]
    )
    #expect(reading.documents.map(\.text) == [file.replaced])
    #expect(reading.failures.isEmpty)
  }

  @Test(arguments: [true, false])
  func `refuses texts that are too long`(tellsSize: Bool) throws {
    let files = [("fits", 10), ("long", 11), ("longer", 100_000)].map { name, count in
      TestFile([UInt8](repeating: 0x61, count: count), name: name)
    }
    let reading = try StageRun(.reader(TextFilesReader.self))
      .read(files, longestText: 10, tellsSize: tellsSize)
    #expect(reading.documents.map(\.id) == ["fits"])
    #expect(reading.failures.map(\.document) == ["long", "longer"])
    #expect(Set(reading.failures.map(\.code)) == ["text-too-long"])
  }

  @Test func `keeps the contract`() throws {
    #expect(try StageConformance(.reader(TextFilesReader.self)).problems() == [])
    let guessing = try StageConformance(
      .reader(TextFilesReader.self),
      options: ["encoding": "auto", "invalid": "replace"]
    )
    #expect(guessing.problems() == [])
  }
}
