import Foundation
import TestCommands

/// A page whose blocks of commands are typed, and whose blocks of text are what they print.
///
/// Blocks of language `sh` run in one shell, in order; a block of language `text` behind one is what
/// it prints. `sh elsewhere` marks commands that are run by other means.
struct DocumentationPage {
  /// A block of commands, and what it printed.
  struct Typed {
    /// 1-based line of the block with what it should print.
    let line: Int
    let shown: String
    let printed: String
  }

  /// Path below the repository.
  let name: String
  let blocks: [MarkdownBlock]

  /// - Throws: Foundation's error when the page cannot be read.
  init(_ name: String) throws {
    self.name = name
    blocks = try MarkdownBlock.blocks(of: name)
  }

  /// Types all commands of the page.
  ///
  /// With `GALLEY_RECORD=1` the page's blocks of text become what was printed.
  ///
  /// - Parameter galley: the folder to type them in, and the program.
  /// - Returns: what the shell left behind, and what each block printed that says so.
  /// - Throws: Foundation's error when the shell cannot be started.
  func type(in galley: Galley) throws -> (Command.Outcome, [Typed]) {
    let commands = blocks.filter { $0.language == "sh" && !$0.words.contains("elsewhere") }
    // The shell says where the output of a block begins.
    let mark = "output of the block of line "
    let script = commands.map { "echo '\(mark)\($0.line)'\n\($0.text)" }.joined()
    let outcome = try galley.shell("set -eo pipefail\n\(script)")
    let parts = outcome.output.split(separator: mark).map(String.init)
    let typed = commands.compactMap { block -> Typed? in
      guard let shown = blocks.first(where: { $0.line > block.line }), shown.language == "text"
      else { return nil }
      let begin = "\(block.line)\n"
      let part = parts.first { $0.hasPrefix(begin) } ?? begin
      return Typed(
        line: shown.line,
        shown: shown.text,
        printed: String(part.dropFirst(begin.count))
      )
    }
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] == "1" { try record(typed) }
    return (outcome, typed)
  }

  private func record(_ typed: [Typed]) throws {
    let path = "\(Repository.root)/\(name)"
    var lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for block in typed.reversed() where block.shown != block.printed {
      let count = block.shown.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      let printed = block.printed.split(separator: "\n", omittingEmptySubsequences: false)
      lines.replaceSubrange(
        block.line..<(block.line + count),
        with: printed.dropLast().map(String.init)
      )
    }
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}
