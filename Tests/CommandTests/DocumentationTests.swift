import Foundation
import TestCommands
import Testing

/// Everything the documentation tells readers to type works as printed.
///
/// Blocks of language `sh` run in one shell per page, in order, in a fresh copy of what a reader has;
/// a block of language `text` behind one is what it prints. `sh elsewhere` marks commands that build:
/// CI runs those by `make` and the scripts.
struct DocumentationTests {
  static let pages =
    [
      "README.md", "CONTRIBUTING.md", "docs/pipeline-file.md", "docs/editors.md",
    ] + stagePages

  /// The pages `galley docs` writes: what their examples print is checked like everything else.
  static let stagePages: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: "\(Repository.root)/docs/stages"
    )
    return (names ?? []).sorted().map { "docs/stages/\($0)" }
  }()

  /// Commands that are not run here, each with where it is.
  private static let elsewhere: [String: String] = [
    "make install PREFIX=$HOME/.local": "Scripts/check-install.sh",
    "make dist": "Scripts/check-install.sh",
    "make uninstall PREFIX=$HOME/.local": "Scripts/check-install.sh",
    "make demo": "by CI", "make test": "by CI", "make build": "by make demo",
    "make docs": "DocsTests checks its result", "make format": "Scripts/test.sh checks its result",
    "swift build": "Scripts/new-stages.sh", "swift test": "Scripts/new-stages.sh",
    "galley run pipeline.yaml --plugins .build/debug": "Scripts/new-stages.sh",
    "swift test --filter CommandTests": "Scripts/test.sh, with all tests",
    "GALLEY_RECORD=1 swift test --filter QuickstartTests": "by hand only: it changes files",
  ]

  @Test(arguments: pages)
  func `commands print what the page says`(page: String) throws {
    let galley = try Galley()
    for name in ["pipelines", "examples/summit", "Scripts"] { try galley.copyFromRepository(name) }
    let blocks = try MarkdownBlock.blocks(of: page)
    let commands = blocks.filter { $0.language == "sh" && !$0.words.contains("elsewhere") }
    // The shell says where the output of a block begins.
    let mark = "output of the block of line "
    let script = commands.map { "echo '\(mark)\($0.line)'\n\($0.text)" }.joined()
    let outcome = try galley.shell("set -eo pipefail\n\(script)")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors == "")
    let parts = outcome.output.split(separator: mark).map(String.init)
    for block in commands {
      guard let shown = blocks.first(where: { $0.line > block.line }), shown.language == "text"
      else { continue }
      let part = parts.first { $0.hasPrefix("\(block.line)\n") }
      #expect(part == "\(block.line)\n\(shown.text)", "\(page):\(shown.line)")
    }
  }

  @Test(arguments: pages)
  func `commands that are not run here run elsewhere`(page: String) throws {
    for block in try MarkdownBlock.blocks(of: page) where block.words.contains("elsewhere") {
      for line in block.text.split(separator: "\n") {
        let command = line.split(separator: " #").first.map(String.init) ?? ""
        let known = Self.elsewhere[command.trimmingCharacters(in: .whitespaces)] != nil
        #expect(known, "\(page):\(block.line): \(line)")
      }
    }
  }

  @Test(arguments: pages + ["ARCHITECTURE.md", "CHANGELOG.md", "docs/plugin-contract.md"])
  func `links lead to files`(page: String) throws {
    let text = try String(contentsOfFile: "\(Repository.root)/\(page)", encoding: .utf8)
    let path = URL(fileURLWithPath: "\(Repository.root)/\(page)")
    let folder = path.deletingLastPathComponent().path
    for match in text.matches(of: /\]\(([^)#: ]+)(?:#[^)]*)?\)/) {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(match.1)"), "\(match.1)")
    }
  }
}
