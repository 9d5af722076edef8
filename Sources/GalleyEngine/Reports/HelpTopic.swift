import Foundation
package import GalleyKit

/// A page of `galley help` about an idea that belongs to no single command.
package struct HelpTopic: Sendable {
  package let name: String
  /// What it is about, with a full stop.
  package let title: String
  package let text: String

  /// All topics in the order of their names.
  ///
  /// - Parameter folder: of the pages, one file each; its first line is the title.
  /// - Returns: none when there is no such folder.
  package static func all(in folder: String) -> [HelpTopic] {
    Folder.entries(folder).sorted().compactMap { file in
      guard file.hasSuffix(".txt"),
        let text = try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      else { return nil }
      let title = text.prefix { $0 != "\n" }
      return HelpTopic(name: String(file.dropLast(4)), title: String(title), text: text)
    }
  }

  /// A list of topics with their titles.
  package static func list(_ topics: [HelpTopic]) -> String {
    let width = topics.map(\.name.count).max() ?? 0
    return topics.map {
      "  \($0.name.padding(toLength: width + 2, withPad: " ", startingAt: 0))\($0.title)"
    }.joined(separator: "\n")
  }

  /// What is said of a word that is neither a command nor a topic.
  package static func unknown(_ word: String, commands: [String], topics: [HelpTopic]) -> Diagnostic
  {
    let names = commands + topics.map(\.name)
    return Diagnostic(
      code: "unknown-topic",
      "no command or topic '\(word)'",
      fix: NearestName.fix(for: word, among: names, called: "there are")
    )
  }
}
