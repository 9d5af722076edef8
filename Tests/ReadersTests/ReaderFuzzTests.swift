import Foundation
import GalleyKit
import GalleyTesting
import Readers
import Testing

/// Random inputs that mostly keep to the grammar: nothing crashes and no line is lost.
///
/// `GALLEY_FUZZ_SECONDS` says for how long (default 2), `GALLEY_FUZZ_SEED` where to begin.
struct ReaderFuzzTests {
  private let seconds: Double
  private let seed: UInt64

  init() {
    let environment = ProcessInfo.processInfo.environment
    seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
    seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
  }

  @Test func `gives a document or a failure for every line`() throws {
    let run = try StageRun(.reader(JSONLinesReader.self), options: ["ignore": ["annotations"]])
    var writer = RandomLines(seed: seed)
    var (documents, lines) = (0, 0)
    let end = Date.now.addingTimeInterval(seconds / 2)
    while Date.now < end {
      let input = (0..<50).map { _ in writer.line() }
      let reading = try run.read(
        [TestFile(Array(input.joined(separator: [0x0A])))],
        longestText: 2000,
        pieces: Int.random(in: 1...400, using: &writer.generator)
      )
      let found = reading.documents.map(\.line) + reading.failures.map(\.line)
      #expect(found.sorted() == Array(1...50), "seed \(writer.state)")
      documents += reading.documents.count
      lines += input.count
    }
    #expect(documents * 5 >= lines, "\(documents) of \(lines) lines were documents")
  }

  @Test func `gives a document or a failure for every file`() throws {
    let encodings = ["utf-8", "latin-1", "windows-1252", "auto"]
    let runs = try encodings.flatMap { encoding in
      try ["fail", "replace"].map { invalid in
        try StageRun(
          .reader(TextFilesReader.self),
          options: ["encoding": .text(encoding), "invalid": .text(invalid)]
        )
      }
    }
    var writer = RandomLines(seed: seed)
    var (documents, files) = (0, 0)
    let end = Date.now.addingTimeInterval(seconds / 2)
    while Date.now < end {
      for run in runs {
        let reading = try run.read(
          [TestFile(writer.file())],
          longestText: 1000,
          pieces: Int.random(in: 1...400, using: &writer.generator),
          tellsSize: Bool.random(using: &writer.generator)
        )
        #expect(reading.documents.count + reading.failures.count == 1)
        documents += reading.documents.count
        files += 1
      }
    }
    #expect(documents * 5 >= files, "\(documents) of \(files) files were documents")
  }
}
