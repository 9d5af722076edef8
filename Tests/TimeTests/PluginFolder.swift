import TestCommands

/// Where the files of this plugin lie in the source tree, as they do beside its library.
enum PluginFolder {
  static let path = "\(Repository.root)/Plugins/Time"
}
