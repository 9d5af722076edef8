/// A folder whose files hold options together, as those of a language do.
enum OptionFolder {
  /// The names of the YAML files in a folder, in their order; nil when it is no folder.
  static func files(_ path: String) -> [String]? {
    Paths.entries(of: path)?
      .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
      .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The folders in a folder that hold such files.
  static func folders(_ path: String) -> [String] {
    (Paths.entries(of: path) ?? []).filter { files("\(path)/\($0)")?.isEmpty == false }.sorted()
  }
}
