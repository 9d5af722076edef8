import GalleyKit
import Testing

@testable import GalleyEngine

/// Exporters that get whole documents.
struct WholeExporterTests {
  private func bench() throws -> StageBench {
    let entry = PluginEntry("test", version: "1", .exporter(whole: PickyExporter.self))
    let info = try #require(entry.info(for: nil))
    let library = try PluginLibrary(info, path: "test", resourceFolder: "")
    return try StageBench(library.stages[0])
  }

  @Test
  func `a document it cannot take is a failure, and the others are written`() throws {
    let bench = try bench()
    let documents = ["one", "", "two"].map { bench.makeDocument(id: "<\($0)>", text: $0) }
    let (files, failures) = try bench.export(documents, records: [])
    #expect(files["texts.txt"].map { String(decoding: $0, as: UTF8.self) } == "one two ")
    #expect(failures.map(\.document) == ["<>"])
    #expect(failures.map(\.message) == ["there is nothing to write"])
  }

  @Test
  func `its first output goes to standard output when it is that of the run`() throws {
    let plan = try bench().plan
    let writer = Lane(number: -1, stages: plan.stages, origins: plan.origins)
    let outputs = try RunOutputs(plan, folder: nil, writer: writer)
    #expect(outputs.written.map(\.path) == [nil])
  }
}

private struct PickyExporter: WholeExporter {
  static let manifest = Manifest("picky@1", "Writes texts.", configurable: true)

  init(options: NoOptions, setup: borrowing Setup) {
    setup.declare(outputs: [OutputDeclaration("texts.txt", .whole)])
  }

  func begin(_ outputs: Outputs) -> Outputs { outputs }

  func add(
    _ document: borrowing Document,
    to state: inout Outputs,
    call: borrowing StageCall
  ) throws {
    guard !document.utf8.isEmpty else {
      throw StageFailure(code: "empty", "there is nothing to write")
    }
    try state.write(Array(document.utf8) + [0x20], to: 0)
  }

  func finish(_ state: inout Outputs, call: borrowing StageCall) {}
}
