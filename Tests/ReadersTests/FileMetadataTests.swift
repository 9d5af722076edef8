import Foundation
import GalleyKit
import GalleyTesting
import Readers
import Testing

struct FileMetadataTests {
  /// A reader with these lines as its metadata file.
  private func stage(metadata lines: [UInt8]) throws -> StageTrial {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "metadata.jsonl")
    try Data(lines).write(to: file)
    return try StageTrial(
      .reader(TextFilesReader.self),
      ["metadata": .text(file.path(percentEncoded: false))]
    )
  }

  @Test func `joins by document id before file name`() throws {
    let lines = """
      \u{FEFF}{"id":"a.txt","published":"2020-01-01","n":1}

      {"id":"2023/a.txt","published":"2023-05-19","title":"T"}\r
      {"id":7,"published":null}
      """
    let trial = ReaderTrial(try stage(metadata: Array(lines.utf8)))
    trial.read([], name: "2023/a.txt")
    trial.read([], name: "2022/a.txt")
    trial.read([], name: "b.txt")
    trial.read([], name: "7")
    #expect(
      trial.documents.map(\.metadata) == [
        ["published": "2023-05-19", "title": "T"], ["published": "2020-01-01", "n": 1], [:], [:],
      ]
    )
  }

  static let broken: [BrokenInput] = [
    BrokenInput("‸nonsense", "wrong-type", "expected an object, found 'n'"),
    BrokenInput("{\"id\":\"é\",‸}", "bad-json", "expected a key in double quotes, found '}'"),
    BrokenInput("‸{\"title\":\"T\"}", "missing-id", "the line has no id"),
    BrokenInput("{\"id\":‸[]}", "wrong-type", "the id must be a text or a number, not a list"),
    BrokenInput("‸{\"id\":\"first\"}", "duplicate-key", "id 'first' has a line already"),
    BrokenInput("{\"id\":\"a\",‸\"id\":\"b\"}", "duplicate-key", "key 'id' comes twice"),
    BrokenInput("{\"id\":\"‸<FF>\"}", "invalid-utf8", never),
    BrokenInput("{\"id\":1,\"n\":‸-1e999}", "number-too-large", large),
    BrokenInput("{\"id\":1,\"published\":‸20}", "wrong-type", published),
  ]

  @Test(arguments: broken)
  func `reports bad lines of the metadata file`(input: BrokenInput) throws {
    let trial = try stage(metadata: Array("{\"id\":\"first\"}\n".utf8) + input.bytes)
    #expect(!trial.isPrepared)
    let report = try #require(trial.reports.first)
    #expect(trial.reports.count == 1)
    #expect(report.code == input.code)
    #expect(report.message == input.message)
    #expect(report.line == 2)
    let before = String(decoding: input.bytes[..<input.byte], as: UTF8.self)
    #expect(report.column == before.unicodeScalars.count + 1)
  }

  @Test func `reports a metadata file that is not there`() throws {
    let trial = try StageTrial(
      .reader(TextFilesReader.self),
      ["metadata": "/nowhere/metadata.jsonl"]
    )
    #expect(!trial.isPrepared)
    #expect(trial.reports.map(\.code) == ["unreadable-file"])
  }

  private static let never = "byte 0xFF is not UTF-8 (a byte that never occurs in it)"
  private static let large = "number -1e999 is too large for a double"
  private static let published = "the day of publication must be a text or null, not a number"
}
