import GalleyKit

/// One page of the reference: the stages of one name.
struct StagePage {
  let name: String
  let entries: [StageCatalog.Entry]

  var file: String { "\(name).md" }

  /// The page, with its examples run.
  ///
  /// - Throws: `ReferenceProblem` when an example does not run.
  func text(_ examples: ExampleRun) throws(ReferenceProblem) -> String {
    var parts = ["\(ReferenceFolder.mark)\n", "# \(name)\n"]
    for entry in entries { parts += try section(entry, examples) }
    return parts.joined(separator: "\n")
  }

  private func section(
    _ entry: StageCatalog.Entry,
    _ examples: ExampleRun
  ) throws(ReferenceProblem) -> [String] {
    let manifest = entry.manifest
    var parts = [
      "## \(manifest.stage), \(manifest.scope.described)\n",
      "\(Markdown.text(manifest.summary))\n",
      Markdown.table(["", ""], facts(entry)),
    ]
    parts += manifest.factNotes.map { "\($0)\n" }
    if !manifest.options.isEmpty {
      let rows = manifest.options.flatMap { row($0, below: "") }
      parts += ["### Options\n", Markdown.table(["option", "type", "default", ""], rows)]
    }
    parts += types(manifest)
    for example in manifest.examples {
      let output = try examples.output(of: example, in: manifest)
      let folder = examples.workbench.namedFolder(of: entry)
      parts += [
        "### Example\n", "\(Markdown.text(example.shows))\n",
        Markdown.block("sh", ExampleScript(example, of: manifest, plugins: folder).text)
          + Markdown.block("text", output),
      ]
    }
    return parts
  }

  private func facts(_ entry: StageCatalog.Entry) -> [[String]] {
    let manifest = entry.manifest
    var rows = manifest.factRows.map { [$0.heading, Markdown.codes($0.names)] }
    let files = manifest.resources + manifest.imports
    if !files.isEmpty { rows.append(["Data files", Markdown.codes(files)]) }
    if let cost = manifest.cost { rows.append(["Cost", Markdown.text(cost)]) }
    rows.append(["Plugin", Markdown.text("\(entry.plugin) \(entry.version)")])
    if let licence = manifest.licence { rows.append(["Licence", Markdown.text(licence)]) }
    return rows
  }

  private func row(_ option: OptionSpec, below path: String) -> [[String]] {
    let name = path + option.name
    let unit = option.unit.map { ", in \(Markdown.text($0))" } ?? ""
    let value = option.writtenDefault.map { Markdown.code($0.written) }
    let example = option.example.map { " Example: \(Markdown.code($0.written))" } ?? ""
    let own = [
      Markdown.code(name), option.type.words(quoting: Markdown.code) + unit,
      value ?? (option.required ? "required" : ""), Markdown.text(option.help) + example,
    ]
    return [own] + option.type.fields.flatMap { row($0, below: "\(name).") }
  }

  private func types(_ manifest: Manifest) -> [String] {
    let rows = manifest.types.flatMap { type in
      [[Markdown.code(type.name), "", Markdown.text(type.help ?? "")]]
        + type.features.map { feature in
          [
            Markdown.code("\(type.name).\(feature.name)"), Markdown.text(feature.described),
            Markdown.text(feature.help ?? ""),
          ]
        }
    }
    return rows.isEmpty
      ? [] : ["### Types\n", Markdown.table(["type, feature", "kind", ""], rows)]
  }
}

extension JSONValue {
  /// The value as one would write it in a pipeline file, where texts need no quotes.
  fileprivate var written: String {
    if let text, !text.isEmpty { text } else { json }
  }
}
