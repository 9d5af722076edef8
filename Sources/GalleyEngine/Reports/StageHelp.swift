import GalleyKit

/// Everything about one stage, for reading in a terminal.
package struct StageHelp {
  private let entry: StageCatalog.Entry
  private var manifest: Manifest { entry.manifest }

  package init(_ entry: StageCatalog.Entry) { self.entry = entry }

  package var text: String {
    var lines = ["\(manifest.stage)  (\(manifest.scope.rawValue))", manifest.summary, ""]
    if !manifest.options.isEmpty {
      lines.append("Options")
      for option in manifest.options { lines += describe(option, indent: "  ") }
      lines.append("")
    }
    lines += facts
    if let example = manifest.example {
      lines += ["Example", "  - {uses: \(manifest.stage), with: \(example.json)}", ""]
    }
    lines.append("From plugin \(entry.plugin) \(entry.version), \(entry.library)")
    if let licence = manifest.licence { lines.append("Licence \(licence)") }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func describe(_ option: OptionSpec, indent: String) -> [String] {
    var words = [type(option.type)]
    if let unit = option.unit { words.append("in \(unit)") }
    if option.required { words.append("required") }
    if let value = option.defaultValue { words.append("default \(value.json)") }
    var lines = ["\(indent)\(option.name): \(words.joined(separator: ", "))"]
    if !option.help.isEmpty { lines.append("\(indent)    \(option.help)") }
    if let example = option.example { lines.append("\(indent)    Example: \(example.json)") }
    for field in fields(option.type) { lines += describe(field, indent: indent + "    ") }
    return lines
  }

  private func fields(_ type: OptionType) -> [OptionSpec] {
    switch type {
    case .record(let fields): fields
    case .list(let items), .map(let items): fields(items)
    default: []
    }
  }

  private func type(_ type: OptionType) -> String {
    switch type {
    case .text(let values?): "one of \(values.joined(separator: ", "))"
    case .integer(let low, let high): "integer" + range(low.map(String.init), high.map(String.init))
    case .number(let low, let high):
      "number" + range(low.map { String($0) }, high.map { String($0) })
    case .list(let items): "list of \(self.type(items))"
    case .map(let items): "map of names to \(self.type(items))"
    case .duration: "duration, as in 500ms, 10s, 2m"
    case .size: "size, as in 64MiB, 1GB"
    case .scalar: "text, integer, number or flag"
    default: type.name
    }
  }

  private func range(_ low: String?, _ high: String?) -> String {
    switch (low, high) {
    case (let low?, let high?): " from \(low) to \(high)"
    case (let low?, nil): " from \(low)"
    case (nil, let high?): " up to \(high)"
    case (nil, nil): ""
    }
  }

  private var facts: [String] {
    let facts = manifest.facts
    let rows: [(String, [String])] = [
      ("Reads", facts.reads.map(\.description)),
      ("Reads when there", facts.readsOptional.map(\.description)),
      ("Emits", facts.emits.map(\.description)),
      ("Changes", facts.changes.map(\.description)),
      ("Removes", facts.removes.map(\.description)),
      ("Sets metadata", facts.sets),
      ("Adds views", facts.views),
      ("Makes records", facts.records),
      ("Takes files", manifest.endings.map { ".\($0)" }),
    ]
    var lines = rows.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
    if manifest.configurable { lines.append("What it emits follows from its options.") }
    if manifest.drops { lines.append("May take documents out of the run.") }
    return lines.isEmpty ? [] : lines + [""]
  }
}
