import Foundation
import GalleyKit
import GalleyTesting
import Readers
import Testing

struct FileMetadataTests {
  /// Calls `body` with the options that name a metadata file of these lines.
  private func withMetadata<Result>(
    _ lines: [UInt8],
    _ body: ([String: JSONValue]) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "metadata.jsonl")
    try Data(lines).write(to: file)
    return try body(["metadata": .text(file.path(percentEncoded: false))])
  }

  @Test func `joins by document id before file name`() throws {
    let lines = """
      \u{FEFF}{"id":"a.txt","published":"2020-01-01","n":1}

      {"id":"2023/a.txt","published":"2023-05-19","title":"T"}\r
      {"id":7,"published":null}
      """
    let reading = try withMetadata(Array(lines.utf8)) { options in
      try StageRun(.reader(TextFilesReader.self), options: options)
        .read(["2023/a.txt", "2022/a.txt", "b.txt", "7"].map { TestFile([], name: $0) })
    }
    #expect(
      reading.documents.map(\.metadata) == [
        ["published": "2023-05-19", "title": "T"], ["published": "2020-01-01", "n": 1], [:], [:],
      ]
    )
  }

  static let broken: [BrokenInput] = [
    BrokenInput("‸hello", "bad-json", "invalid JSON"),
    BrokenInput("[1]", "wrong-type", "expected an object, not a list"),
    BrokenInput("{\"id\":\"é\" ‸1}", "bad-json", "invalid JSON"),
    BrokenInput("{\"title\":\"T\"}", "missing-id", "the line has no id"),
    BrokenInput("{\"id\":[]}", "wrong-type", "the id must be a text or a number, not a list"),
    BrokenInput("{\"id\":\"first\"}", "duplicate-id", "id 'first' has a line already"),
    BrokenInput("{\"id\":\"é‸<FF>\"}", "invalid-utf8", never),
    BrokenInput("{\"id\":1,\"n\":-1e999}", "number-too-large", large),
    BrokenInput("{\"id\":1,\"published\":20}", "wrong-type", published),
  ]

  @Test(arguments: broken)
  func `reports bad lines of the metadata file`(input: BrokenInput) throws {
    let problems = try withMetadata(Array("{\"id\":\"first\"}\n".utf8) + input.bytes) { options in
      try StageRun.problems(of: .reader(TextFilesReader.self), options: options)
    }
    let problem = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(problem.code == input.code)
    #expect(problem.message == input.message)
    #expect(problem.line == 2)
    #expect(problem.column == input.column)
  }

  @Test func `reports a metadata file that is not there`() throws {
    let problems = try StageRun.problems(
      of: .reader(TextFilesReader.self),
      options: ["metadata": "/nowhere/metadata.jsonl"]
    )
    #expect(problems.map(\.code) == ["unreadable-file"])
    #expect(problems.map(\.place) == ["/metadata"])
  }

  private static let never = "byte 0xFF is not UTF-8 (a byte that never occurs in it)"
  private static let large = "number -1e999 is too large for a double"
  private static let published = "the day of publication must be a text or null, not a number"
}
