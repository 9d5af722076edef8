import ArgumentParser
import GalleyEngine
import GalleyKit
import Foundation

/// Which pipeline, with which plugins and settings: what most commands take.
struct PipelineArguments: ParsableArguments {
  @OptionGroup var plugins: PluginArguments

  @Option(
    name: .customLong("set"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "Change a value: vars.N, stages.ID.with.N, source.with.N, export.ID.with.N, defaults.N.",
      valueName: "path=value"
    )
  )
  var sets: [String] = []

  /// Opens a pipeline; its diagnostics are printed.
  ///
  /// - Throws: exit status 2 when something is wrong.
  func open(_ path: String) throws -> (Workbench, PreparedPipeline) {
    let workbench = plugins.workbench()
    let (pipeline, diagnostics) = workbench.open(
      path,
      sets: sets,
      environment: ProcessInfo.processInfo.environment
    )
    Terminal.report(diagnostics)
    guard let pipeline else { throw ExitCode(2) }
    return (workbench, pipeline)
  }
}

/// Where plugins are searched, and what they may say.
struct PluginArguments: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A folder with plugins; may be given more than once. GALLEY_PLUGINS names more.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var plugins: [String] = []

  @OptionGroup var log: LogArguments

  func workbench() -> Workbench {
    log.apply()
    return Workbench(pluginFolders: plugins, environment: ProcessInfo.processInfo.environment)
  }
}
