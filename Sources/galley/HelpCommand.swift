import ArgumentParser
import GalleyEngine

/// `galley help`: of a command, or about an idea.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Show what a command does, or a topic.",
    // Completion scripts and the list of commands know the parser's own command of this name.
    shouldDisplay: false
  )

  @Argument(help: "A command or a topic.")
  var words: [String] = []

  func run() throws {
    let topics = HelpTopic.all(in: SDKLocation().topics)
    guard let first = words.first else {
      print(Galley.helpMessage())
      print("\nTOPICS:\n\(HelpTopic.list(topics))\n\n  See 'galley help <topic>'.")
      return
    }
    let topic = words.count == 1 ? topics.first { $0.name == first } : nil
    let pages = [commandHelp, topic?.text].compactMap(\.self)
    guard !pages.isEmpty else {
      let word = words.joined(separator: " ")
      Terminal.report([HelpTopic.unknown(word, commands: Self.commands, topics: topics)])
      throw ExitCode(2)
    }
    print(pages.joined(separator: "\n"), terminator: "")
  }

  /// Names of the commands there are.
  private static var commands: [String] {
    // A closure: the compiler crashes on a key path of a metatype.
    Galley.configuration.subcommands.map { $0.configuration }
      .filter(\.shouldDisplay).compactMap(\.commandName)
  }

  /// The help of the command that the words lead to.
  private var commandHelp: String? {
    var found: [any ParsableCommand.Type] = [Galley.self]
    for word in words {
      let below = found[found.count - 1].configuration.subcommands
      guard let next = below.firstIndex(where: { $0.configuration.commandName == word }) else {
        return nil
      }
      found.append(below[next])
    }
    return Galley.helpMessage(for: found[found.count - 1]) + "\n"
  }
}
