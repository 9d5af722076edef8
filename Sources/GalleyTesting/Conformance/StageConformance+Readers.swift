import Dispatch
import Foundation
import GalleyEngine
import GalleyKit
import Synchronization

extension StageConformance {
  /// Reads odd files: no crash, nothing but documents and failures, the same in every lane.
  func readerProblems() throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "galley-conformance-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try Self.contents.enumerated().map { i, content in
      let path = folder.appendingPathComponent("input-\(i)").path
      try Data(content.bytes).write(to: URL(fileURLWithPath: path))
      return InputFile(path: path, name: "input-\(i)")
    }
    let bench = try StageBench(definition, options: options, types: types)
    let first = TestReading(try bench.read(files))
    var problems = try together(bench, files, expecting: first)
    problems += try inPieces(bench, files)
    for (i, content) in Self.contents.enumerated() {
      for failure in TestReading(try bench.read([files[i]])).failures {
        if failure.message.isEmpty || failure.code.isEmpty {
          problems.append("fails on \(content.name) without a reason")
        }
        if failure.code == "contract-breach" || failure.code == "not-utf-8" {
          problems.append("breaks the contract on \(content.name): \(failure.message)")
        }
      }
    }
    return problems
  }

  private func together(
    _ bench: StageBench,
    _ files: [InputFile],
    expecting first: TestReading
  ) throws -> [String] {
    let different = Atomic<Int>(0)
    let group = DispatchGroup()
    for lane in 0..<8 {
      DispatchQueue(label: "galley.conformance.\(lane)").async(group: group) {
        let items = try? bench.read(files)
        if items.map(TestReading.init) != first { different.add(1, ordering: .relaxed) }
      }
    }
    group.wait()
    return different.load(ordering: .relaxed) == 0
      ? [] : ["gives other documents when 8 lanes read at the same time"]
  }

  /// The long file is left out: byte by byte it would take seconds.
  private func inPieces(
    _ bench: StageBench,
    _ files: [InputFile]
  ) throws -> [String] {
    var pieces = StreamPieces()
    pieces.tellsSize = false
    let short = Array(files.dropLast())
    let whole = TestReading(try bench.read(short))
    for longest in [1, 7] {
      pieces.longest = longest
      if TestReading(try bench.read(short, pieces: pieces)) != whole {
        return ["gives other documents when the stream gives \(longest) bytes at once"]
      }
    }
    return []
  }

  private static var contents: [(name: String, bytes: [UInt8])] {
    let every = (0..<4096).map { UInt8(truncatingIfNeeded: $0) }
    return [
      ("an empty file", []),
      ("one emoji", Array("👩🏽‍🚀".utf8)),
      ("a file of white space", Array(" \n\r\n\t".utf8)),
      ("every byte", every),
      ("invalid UTF-8", [0x61, 0xFF, 0xFE, 0x62, 0x0A, 0xC3]),
      ("a byte order mark", [0xEF, 0xBB, 0xBF, 0x61, 0x0A]),
      ("CRLF", Array("one\r\ntwo\r\n\r\n".utf8)),
      ("one JSON object", Array("{\"id\":\"a\",\"text\":\"Ann Lee left.\"}\n".utf8)),
      ("a cut JSON object", Array("{\"id\":\"a\",\"text\":\"Ann".utf8)),
      ("5 MB without a line end", [UInt8](repeating: 0x78, count: 5_000_000)),
    ]
  }
}
