import ArgumentParser
import Foundation
import GalleyEngine

/// Which stages of a pipeline run.
struct SelectionArguments: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only these stages and what they need; commas between, or given again.",
      valueName: "stages"
    ),
    completion: stageIDs
  )
  var only: [String] = []

  @Option(
    help: ArgumentHelp("From this stage on, and what it needs.", valueName: "stage"),
    completion: stageIDs
  )
  var from: String?

  @Option(
    help: ArgumentHelp("Up to this stage, it included.", valueName: "stage"),
    completion: stageIDs
  )
  var until: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Without these stages; commas between, or given again.",
      valueName: "stages"
    ),
    completion: stageIDs
  )
  var skip: [String] = []

  func validate() throws {
    for (flag, given) in [("--only", only), ("--skip", skip)]
    where !given.isEmpty && given.names.isEmpty {
      throw ValidationError("\(flag) is a list of stages, not empty")
    }
  }

  var selection: StageSelection {
    StageSelection(only: only.names, from: from, until: until, skip: skip.names)
  }
}

extension [String] {
  /// The names in the values of a flag, each of which may have several with commas between.
  var names: [String] {
    flatMap { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
      .filter { !$0.isEmpty }
  }
}

/// The stages of the pipeline on the command line.
let stageIDs = CompletionKind.custom { words, _, _ in Completions(words).stageIDs }
