package import GalleyKit

/// The installed stages, and the way from a pipeline file to a prepared pipeline.
package struct Workbench: Sendable {
  package let plugins: PluginSearch
  package let catalog: StageCatalog
  private let folders: [String]

  /// Opens the plugins.
  ///
  /// - Parameters:
  ///   - folders: plugin folders the user named, searched first.
  ///   - environment: `GALLEY_PLUGINS` names further folders, separated by colons.
  package init(pluginFolders folders: [String], environment: [String: String]) {
    self.folders = folders
    let named =
      folders + (environment["GALLEY_PLUGINS"] ?? "").split(separator: ":").map(String.init)
    plugins = PluginSearch(named: named, standard: PluginSearch.standardFolders)
    catalog = StageCatalog(
      entries: plugins.definitions.map {
        StageCatalog.Entry(
          manifest: $0.manifest,
          plugin: $0.plugin,
          version: $0.version,
          library: $0.library,
          resourceFolder: $0.resourceFolder
        )
      }
    )
  }

  /// Everything that is wrong with a pipeline, files it names that are not there included.
  ///
  /// `sets`: `PATH=VALUE` arguments of `--set`.
  package func check(
    _ path: String,
    sets: [String],
    environment: [String: String]
  ) -> [Diagnostic] {
    let (prepared, found) = open(path, sets: sets, environment: environment)
    var all = DiagnosticCollector()
    for file in prepared?.pipeline.files ?? [] { all.open(file: file) }
    for diagnostic in found + (prepared?.fileProblems(workbench: self) ?? []) {
      all.add(diagnostic)
    }
    return all.sorted
  }

  /// Loads, checks and prepares a pipeline.
  ///
  /// `sets`: `PATH=VALUE` arguments of `--set`.
  ///
  /// - Returns: the pipeline, unless a diagnostic is an error; all diagnostics.
  package func open(
    _ path: String,
    sets: [String],
    environment: [String: String]
  ) -> (PreparedPipeline?, [Diagnostic]) {
    let draft = PipelineLoader.draft(
      path: path,
      sets: sets,
      catalog: catalog,
      environment: environment
    )
    let definitions = plugins.definitions
    let (prepared, more) =
      draft.pipeline.map {
        PreparedPipeline.prepare($0, definitions: definitions, catalog: catalog)
      } ?? (nil, PreparedPipeline.problems(of: draft, definitions: definitions))
    var all = DiagnosticCollector(plugins.diagnostics + draft.diagnostics)
    for diagnostic in more { all.add(draft.secrets.masking(diagnostic)) }
    return (all.hasErrors ? nil : prepared, all.sorted)
  }

  /// The folder the user named in which the plugin of a stage lies; nil for one found by itself or
  /// through the environment.
  package func namedFolder(of entry: StageCatalog.Entry) -> String? {
    folders.first { entry.library.hasPrefix("\($0)/") }
  }
}
