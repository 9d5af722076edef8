import Foundation
import TestCommands

/// A fenced block of a page of documentation.
struct MarkdownBlock {
  /// What stands behind the fence: a language, then marks.
  let words: [String]
  let text: String
  /// 1-based line of the fence.
  let line: Int

  var language: String { words.first ?? "" }

  /// All blocks of a page, in order.
  ///
  /// - Parameter page: path below the repository.
  /// - Returns: the blocks.
  /// - Throws: Foundation's error when the page cannot be read.
  static func blocks(of page: String) throws -> [MarkdownBlock] {
    let text = try String(contentsOfFile: "\(Repository.root)/\(page)", encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let fences = lines.indices.filter { lines[$0].hasPrefix("```") }
    return stride(from: 0, to: fences.count - 1, by: 2).map { index in
      let (first, last) = (fences[index], fences[index + 1])
      return MarkdownBlock(
        words: lines[first].dropFirst(3).split(separator: " ").map(String.init),
        text: lines[(first + 1)..<last].map { $0 + "\n" }.joined(),
        line: first + 1
      )
    }
  }
}
