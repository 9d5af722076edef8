import ArgumentParser
import GalleyEngine

/// Which stages of a pipeline run.
struct SelectionArguments: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Only this stage and what it needs.", valueName: "stage"),
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
    help: ArgumentHelp("Without this stage.", valueName: "stage"),
    completion: stageIDs
  )
  var skip: [String] = []

  var selection: StageSelection {
    StageSelection(only: only, from: from, until: until, skip: skip)
  }
}

/// The stages of the pipeline on the command line.
private let stageIDs = CompletionKind.custom { words, _, _ in Completions(words).stageIDs }
