import Foundation
import GalleyABI
import GalleyKit
import TestCommands
import Testing

/// `docs/plugin-contract.md` is true.
struct ContractTourTests {
  private let tour: String

  init() throws {
    tour = try String(contentsOfFile: "\(Repository.root)/docs/plugin-contract.md", encoding: .utf8)
  }

  @Test
  func `the stage of the tour compiles without a warning`() throws {
    let source = try #require(tour.firstMatch(of: #/(?s)```c\n(.*?)```/#)?.1)
    let folder = try TemporaryFolder()
    let file = try folder.write(String(source), to: "questions.c")
    try CCompiler.run(
      "cc",
      CCompiler.strict + ["-shared", "-fPIC", file, "-o", folder.file("libQuestions.so")]
    )
  }

  @Test
  func `the tour names every key of a manifest`() {
    let missing = Manifest.keys.filter { !tour.contains("`\($0)`") }
    #expect(missing.isEmpty)
  }

  @Test
  func `the tour names every function of galley_output`() throws {
    let header = try String(
      contentsOfFile: "\(CCompiler.includeFolder)/galley_plugin.h",
      encoding: .utf8
    )
    let output = try #require(
      HeaderStructs(header: header).declarations.first { $0.name == "galley_output" }
    )
    let missing = output.fields.dropFirst(3).filter { !tour.contains("| `\($0)` |") }
    #expect(missing.isEmpty)
  }
}
