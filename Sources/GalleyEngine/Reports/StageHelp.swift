import GalleyKit

/// Everything about one stage, for reading in a terminal.
package struct StageHelp {
  private let entry: StageCatalog.Entry
  private var manifest: Manifest { entry.manifest }

  private let plugins: String?

  /// - Parameters:
  ///   - entry: the stage.
  ///   - plugins: the folder to name for its plugin, if it is not found without.
  package init(_ entry: StageCatalog.Entry, plugins: String?) {
    self.entry = entry
    self.plugins = plugins
  }

  package var text: String {
    var lines = ["\(manifest.stage)  (\(manifest.scope.rawValue))", manifest.summary, ""]
    if !manifest.options.isEmpty {
      lines.append("Options")
      for option in manifest.options { lines += describe(option, indent: "  ") }
      lines.append("")
    }
    lines += facts
    for example in manifest.examples {
      let script = ExampleScript(example, of: manifest, plugins: plugins)
      lines += ["Example: \(example.shows)", "", script.text]
    }
    lines.append("From plugin \(entry.plugin) \(entry.version), \(entry.library)")
    if let licence = manifest.licence { lines.append("Licence \(licence)") }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func describe(_ option: OptionSpec, indent: String) -> [String] {
    var words = [option.type.words()]
    if let unit = option.unit { words.append("in \(unit)") }
    if option.required { words.append("required") }
    if let value = option.writtenDefault { words.append("default \(value.json)") }
    var lines = ["\(indent)\(option.name): \(words.joined(separator: ", "))"]
    if !option.help.isEmpty { lines.append("\(indent)    \(option.help)") }
    if let example = option.example { lines.append("\(indent)    Example: \(example.json)") }
    for field in option.type.fields { lines += describe(field, indent: indent + "    ") }
    return lines
  }

  private var facts: [String] {
    let lines =
      manifest.factRows.map { "\($0.heading): \($0.names.joined(separator: ", "))" }
      + manifest.factNotes
    return lines.isEmpty ? [] : lines + [""]
  }
}
