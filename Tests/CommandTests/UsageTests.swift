import Foundation
import TestCommands
import Testing

/// Every command, used wrongly in every way its description lets one think of.
struct UsageTests {
  /// What `--experimental-dump-help` tells of a command.
  struct Description: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable { var kind: String; var name: String }
      var kind: String
      var isOptional: Bool
      var allValues: [String]?
      var names: [Name]?
    }

    var commandName: String
    var subcommands: [Description]?
    var arguments: [Argument]?
  }

  private struct Program: Decodable { var command: Description }

  /// Commands that have none below them, with the words that lead to them.
  private static func commands() throws -> [(words: [String], description: Description)] {
    let dump = try Galley()("--experimental-dump-help").output
    let root = try JSONDecoder().decode(Program.self, from: Data(dump.utf8)).command
    func leaves(_ command: Description, _ words: [String]) -> [([String], Description)] {
      let below = command.subcommands ?? []
      if below.isEmpty { return [(words, command)] }
      return below.filter { $0.commandName != "help" }.flatMap {
        leaves($0, words + [$0.commandName])
      }
    }
    return leaves(root, [])
  }

  /// One sentence, then how the command is called and where its help is.
  private func expectUsage(_ arguments: [String], _ words: [String]) throws {
    let outcome = try SamplePipeline.galley().run(arguments)
    #expect(outcome.status == 2, "\(arguments)")
    #expect(outcome.output == "", "\(arguments)")
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("Error: ") == true, "\(arguments): \(outcome.errors)")
    let help = "See 'galley \(words.joined(separator: " ")) --help' for more information."
    #expect(outcome.errors.contains(help), "\(arguments): \(outcome.errors)")
  }

  @Test func `an unknown flag`() throws {
    for (words, _) in try Self.commands() { try expectUsage(words + ["--no-such-flag"], words) }
  }

  @Test func `a missing argument`() throws {
    var count = 0
    for (words, description) in try Self.commands() {
      let isNeeded = description.arguments?.contains { $0.kind == "positional" && !$0.isOptional }
      guard isNeeded == true else { continue }
      count += 1
      try expectUsage(words, words)
    }
    #expect(count >= 5)
  }

  @Test func `a value that is none of those there are`() throws {
    var count = 0
    for (words, description) in try Self.commands() {
      let arguments = description.arguments ?? []
      let needed = arguments.filter { $0.kind == "positional" && !$0.isOptional }.map { _ in "x" }
      for option in arguments where option.kind == "option" && option.allValues != nil {
        guard let name = option.names?.first?.name else { continue }
        count += 1
        try expectUsage(words + needed + ["--\(name)", "no-such-value"], words)
      }
    }
    #expect(count >= 8)
  }

  @Test func `a flag without its value`() throws {
    for (words, description) in try Self.commands() {
      let arguments = description.arguments ?? []
      let needed = arguments.filter { $0.kind == "positional" && !$0.isOptional }.map { _ in "x" }
      for option in arguments where option.kind == "option" {
        guard let name = option.names?.first?.name else { continue }
        try expectUsage(words + needed + ["--\(name)"], words)
      }
    }
  }
}
