import Foundation
import TestCommands
import Testing

/// The Swift of the guide for authors of stages is compiled, tested and run by CI.
struct SwiftStagesPageTests {
  @Test
  func `every block of Swift is part of an example`() throws {
    let folder = "\(Repository.root)/examples/stages"
    let names = try #require(FileManager.default.enumerator(atPath: folder)?.allObjects)
    let sources = try names.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }
      .map { words(of: try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)) }
    let blocks = try MarkdownBlock.blocks(of: "docs/swift-stages.md")
      .filter { $0.language == "swift" }
    #expect(!blocks.isEmpty)
    for block in blocks {
      let part = words(of: block.text)
      #expect(sources.contains { $0.contains(part) }, "line \(block.line):\n\(block.text)")
    }
  }

  /// Text in which all space is one blank.
  private func words(of text: String) -> String {
    " " + text.split(whereSeparator: \.isWhitespace).joined(separator: " ") + " "
  }
}
