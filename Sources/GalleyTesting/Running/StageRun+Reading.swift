import Foundation
import GalleyEngine

/// An input for a reader.
public struct TestFile: Sendable {
  /// As the user would give it.
  public var name: String
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8], name: String = "input") {
    self.bytes = bytes
    self.name = name
  }
}

/// What a reader made of its inputs.
public struct TestReading: Sendable, Hashable {
  public var documents: [TestDocument] = []
  public var failures: [TestFailure] = []

  public init() {}
}

extension StageRun {
  /// Reads inputs, one after the other.
  ///
  /// - Parameters:
  ///   - inputs: the inputs.
  ///   - longestText: bytes of the longest text let through.
  ///   - pieces: bytes the stream gives at once, at most; at least 1.
  ///   - tellsSize: whether the stream says its size beforehand.
  /// - Returns: what the reader made of all of them.
  /// - Throws: `TestFailure` when the reader cannot go on; Foundation's error when a scratch file
  ///   cannot be written.
  public func read(
    _ inputs: [TestFile],
    longestText: Int = 64 << 20,
    pieces: Int = .max,
    tellsSize: Bool = true
  ) throws -> TestReading {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("galley-reading-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try inputs.enumerated().map { i, input in
      let path = folder.appendingPathComponent("\(i)").path
      try Data(input.bytes).write(to: URL(fileURLWithPath: path))
      return InputFile(path: path, name: input.name)
    }
    var streams = StreamPieces()
    streams.longest = pieces
    streams.tellsSize = tellsSize
    do throws(RunStop) {
      return TestReading(try bench.read(files, longestDocument: longestText, pieces: streams))
    } catch {
      throw TestFailure(code: "run-stopped", message: error.message)
    }
  }

  /// Reads one input.
  ///
  /// - Throws: as `read` of many inputs.
  public func read(_ text: String) throws -> TestReading {
    try read([TestFile(Array(text.utf8))])
  }
}

extension TestReading {
  init(_ items: [StageBench.ReadItem]) {
    let makers = Makers()
    for item in items {
      switch item {
      case .document(let working):
        var document = TestDocument(working, makers)
        document.line = Self.line(of: working.origin)
        documents.append(document)
      case .failure(let failure):
        failures.append(
          TestFailure(
            document: failure.document,
            line: Self.line(of: failure.origin),
            byte: failure.byte,
            code: failure.code,
            message: failure.message
          )
        )
      }
    }
  }

  /// The number behind the last colon; the scratch files' paths have none.
  private static func line(of origin: String) -> Int {
    origin.split(separator: ":").dropFirst().last.flatMap { Int($0) } ?? 0
  }
}
