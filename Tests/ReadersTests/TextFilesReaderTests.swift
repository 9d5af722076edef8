import Foundation
import GalleyKit
import GalleyTesting
import Readers
import Testing

struct TextFilesReaderTests {
  private func trial(_ options: [String: JSONValue] = [:]) throws -> ReaderTrial {
    ReaderTrial(try StageTrial(.reader(TextFilesReader.self), options))
  }

  @Test(arguments: ["", "one line", "two\r\nlines\n", "Zürich — 東京 😀"])
  func `reads a file as it stands`(text: String) throws {
    let trial = try trial()
    #expect(trial.read(Array(text.utf8), name: "2023/05/a.txt"))
    #expect(trial.documents.map(\.text) == [text])
    #expect(trial.documents.map(\.id) == ["2023/05/a.txt"])
    #expect(trial.failures.isEmpty)
  }

  @Test(arguments: [1, 1000, 65_536, 70_000])
  func `reads streams of unknown size in pieces`(chunk: Int) throws {
    let text = String(repeating: "naïve ", count: 30_000)
    let trial = try trial()
    trial.knowsSize = false
    trial.chunk = chunk
    trial.read(Array(text.utf8))
    #expect(trial.documents.map(\.text) == [text])
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
    let trial = try trial(["encoding": .text(file.encoding)])
    trial.read(file.bytes)
    #expect(trial.documents.map(\.text) == [file.text])
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
    let trial = try trial(["encoding": .text(file.encoding)])
    trial.read(file.bytes, name: "x.txt")
    #expect(trial.documents.isEmpty)
    let message = file.message + "; set 'encoding', or 'invalid: replace'"
    #expect(
      trial.failures == [
        ReaderTrial.Failure(
          id: "x.txt",
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
    let trial = try trial(["encoding": .text(file.encoding), "invalid": "replace"])
    trial.read(file.bytes)
    #expect(trial.documents.map(\.text) == [file.replaced])
    #expect(trial.failures.isEmpty)
  }

  @Test(arguments: [true, false])
  func `refuses texts that are too long`(knowsSize: Bool) throws {
    let trial = try trial()
    trial.longestText = 10
    trial.knowsSize = knowsSize
    trial.read(Array(repeating: 0x61, count: 10), name: "fits")
    trial.read(Array(repeating: 0x61, count: 11), name: "long")
    trial.read(Array(repeating: 0x61, count: 100_000), name: "longer")
    #expect(trial.documents.map(\.id) == ["fits"])
    #expect(trial.failures.map(\.id) == ["long", "longer"])
    #expect(Set(trial.failures.map(\.code)) == ["text-too-long"])
  }
}
