import Foundation
import TestCommands
import Testing

/// Everything the documentation tells readers to type works as printed.
///
/// Each page is typed in a fresh copy of what a reader has. Blocks `sh elsewhere` are commands that
/// build: CI runs those by `make` and the scripts.
struct DocumentationTests {
  static let pages =
    [
      "README.md", "CONTRIBUTING.md", "docs/pipeline-file.md", "docs/editors.md",
      "docs/models.md", "docs/accuracy.md", "docs/time.md",
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
    "make bench": "Scripts/test.sh runs its script",
    "make models DATA=FOLDER": "by hand only: the treebanks are not part of this repository",
    "make bench-peers": "by hand only: it takes packages from PyPI",
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
    let (outcome, typed) = try DocumentationPage(page).type(in: galley)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors == "")
    for block in typed { #expect(block.printed == block.shown, "\(page):\(block.line)") }
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

  @Test(
    arguments: pages + [
      "ARCHITECTURE.md", "CHANGELOG.md", "docs/plugin-contract.md", "docs/swift-stages.md",
      "docs/tutorial.md",
    ]
  )
  func `links lead to files`(page: String) throws {
    let text = try String(contentsOfFile: "\(Repository.root)/\(page)", encoding: .utf8)
    let path = URL(fileURLWithPath: "\(Repository.root)/\(page)")
    let folder = path.deletingLastPathComponent().path
    for match in text.matches(of: /\]\(([^)#: ]*[.\/][^)#: ]*)(?:#[^)]*)?\)/) {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(match.1)"), "\(match.1)")
    }
  }
}
