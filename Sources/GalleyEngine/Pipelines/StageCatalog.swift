package import GalleyKit

/// The stages at hand, from all plugins.
package struct StageCatalog: Sendable {
  /// A stage and where it comes from.
  package struct Entry: Sendable, Hashable {
    package var manifest: Manifest
    /// The plugin's name.
    package var plugin: String
    /// The plugin's version.
    package var version: String
    /// The path of its library.
    package var library: String
    /// The plugin's data folder, absolute; empty when it has none.
    package var resourceFolder: String

    package init(
      manifest: Manifest,
      plugin: String,
      version: String,
      library: String,
      resourceFolder: String
    ) {
      self.manifest = manifest
      self.plugin = plugin
      self.version = version
      self.library = library
      self.resourceFolder = resourceFolder
    }
  }

  /// By name, then major.
  package let entries: [Entry]
  let byName: [String: [Entry]]

  package init(entries: [Entry]) {
    self.entries = entries.sorted {
      let (a, b) = ($0.manifest.stage, $1.manifest.stage)
      return (a.name, a.major) < (b.name, b.major)
    }
    byName = Dictionary(grouping: self.entries, by: \.manifest.stage.name)
  }

  package subscript(stage: StageName) -> Entry? {
    byName[stage.name]?.first { $0.manifest.stage == stage }
  }

  /// The majors there are of a name, ascending.
  package func majors(of name: String) -> [Int] {
    byName[name]?.map(\.manifest.stage.major) ?? []
  }
}
