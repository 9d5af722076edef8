import Foundation
import GalleyABI
import TestCommands
import Testing

/// Sizes and offsets may only grow at the end: plugins compiled long ago rely on them.
struct LayoutTests {
  @Test
  func `every struct of the header has the recorded layout`() throws {
    let folder = try TemporaryFolder()
    let header = try String(
      contentsOfFile: "\(CCompiler.includeFolder)/galley_plugin.h",
      encoding: .utf8
    )
    let structs = try HeaderStructs(header: header)
    let source = try folder.write(structs.program, to: "layout.c")
    try CCompiler.run("cc", CCompiler.strict + [source, "-o", folder.file("layout")])
    let layout = try Command(folder.file("layout"), []).run().output
    #expect(try GoldenFile("layout.txt").expected(recording: layout) == layout)
  }

  @Test
  func `Swift sees structs as large as C does`() throws {
    let expected = try GoldenFile("layout.txt").text()
    let sizes = [
      ("galley_document", MemoryLayout<galley_document>.size),
      ("galley_table", MemoryLayout<galley_table>.size),
      ("galley_feature", MemoryLayout<galley_feature>.size),
      ("galley_output", MemoryLayout<galley_output>.size),
      ("galley_stage", MemoryLayout<galley_stage>.size),
      ("galley_plugin_info", MemoryLayout<galley_plugin_info>.size),
    ]
    for (name, size) in sizes { #expect(expected.contains("\(name): \(size) bytes\n")) }
  }

  @Test
  func `every struct but the plain values starts with its size`() throws {
    let header = try String(
      contentsOfFile: "\(CCompiler.includeFolder)/galley_plugin.h",
      encoding: .utf8
    )
    let structs = try HeaderStructs(header: header)
    let sizeless = structs.declarations.filter { $0.fields.first != "size" }.map(\.name)
    #expect(sizeless == ["galley_text", "galley_span", "galley_list"])
  }
}
