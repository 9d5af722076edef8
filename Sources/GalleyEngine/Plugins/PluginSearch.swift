package import GalleyKit

/// The installed plugins, and what is wrong with those that cannot be used.
package struct PluginSearch: Sendable {
  package private(set) var plugins: [PluginLibrary] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// Opens every `lib*.so` of the folders, each of which must be a plugin; a plugin found earlier hides one of the same name.
  ///
  /// - Parameters:
  ///   - named: folders the user named: they must be there.
  ///   - standard: other folders, which may be missing.
  package init(named: [String], standard: [String]) {
    for folder in named {
      guard Folder.exists(folder) else {
        diagnostics.append(
          Diagnostic(
            code: "no-plugin-folder",
            at: SourceLocation(file: folder),
            "there is no such plugin folder",
            fix: "build the plugin, or check the path"
          )
        )
        continue
      }
      open(folder)
    }
    for folder in standard where Folder.exists(folder) { open(folder) }
    reportConflicts()
  }

  /// Where the host looks by itself: beside the executable and where `make install` puts plugins.
  package static var standardFolders: [String] {
    let beside = Folder.ofExecutable
    return [beside, Folder.absolute("\(beside)/../lib/galley/plugins")]
  }

  package var definitions: [StageDefinition] { plugins.flatMap(\.stages) }
  package var trainers: [TrainerDefinition] { plugins.flatMap(\.trainers) }

  private mutating func open(_ folder: String) {
    for file in Folder.entries(folder).sorted() where file.hasPrefix("lib") && file.hasSuffix(".so")
    {
      do throws(PluginRefusal) {
        let plugin = try PluginLibrary(opening: "\(folder)/\(file)")
        diagnostics += plugin.diagnostics
        if plugins.contains(where: { $0.name == plugin.name }) { continue }
        plugins.append(plugin)
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
  }

  private mutating func reportConflicts() {
    var owner: [String: PluginLibrary] = [:]
    for plugin in plugins {
      for stage in plugin.stages {
        // A reader and an exporter of one format may share its name.
        let place = StageCatalog.Role(of: stage.manifest.scope)
        guard let other = owner.updateValue(plugin, forKey: "\(place) \(stage.manifest.stage)")
        else { continue }
        diagnostics.append(
          Diagnostic(
            code: "stage-offered-twice",
            at: SourceLocation(file: plugin.path),
            "plugin '\(plugin.name)' offers stage '\(stage.manifest.stage)', which plugin"
              + " '\(other.name)' (\(other.path)) offers too",
            fix: "remove one of the two plugins from the plugin folders"
          )
        )
      }
    }
  }
}
