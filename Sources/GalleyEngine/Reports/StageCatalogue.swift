import Foundation
package import GalleyKit

/// The list of installed stages, as people and programs read it.
package struct StageCatalogue {
  private let catalog: StageCatalog

  package init(_ catalog: StageCatalog) { self.catalog = catalog }

  /// By kind, then name.
  package var text: String {
    let groups = byKind.map { title, entries in
      var table = TextTable([title, "", ""], [.left, .left, .left])
      for entry in entries {
        table.add([
          "  \(entry.manifest.stage)", entry.manifest.summary, "\(entry.plugin) \(entry.version)",
        ])
      }
      return table.text
    }
    return groups.joined(separator: "\n") + "\nMore on one: galley stages NAME\n"
  }

  /// The kinds there are stages of, with their titles.
  var byKind: [(title: String, entries: [StageCatalog.Entry])] {
    let titles: [(StageScope, String)] = [
      (.reader, "Readers"), (.document, "Document stages"), (.corpus, "Corpus stages"),
      (.exporter, "Exporters"),
    ]
    return titles.compactMap { scope, title in
      let entries = catalog.entries.filter { $0.manifest.scope == scope }
      return entries.isEmpty ? nil : (title, entries)
    }
  }

  /// A list of manifests with their plugins.
  package var json: String {
    "[" + catalog.entries.map { json(of: $0) }.joined(separator: ",") + "]\n"
  }

  package func json(of entry: StageCatalog.Entry) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(entry.manifest), var value = try? JSONValue(parsing: data),
      case .object(var members) = value
    else { return "{}" }
    members["plugin"] = .text(entry.plugin)
    members["version"] = .text(entry.version)
    members["library"] = .text(entry.library)
    value = .object(members)
    return value.json
  }

  /// Entries of a name, with or without major.
  package func entries(named name: String) -> [StageCatalog.Entry] {
    catalog.entries.filter { $0.manifest.stage.name == name || "\($0.manifest.stage)" == name }
  }

  package func unknown(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-stage",
      "no stage '\(name)'",
      fix: NearestName.fix(
        for: name,
        among: Set(catalog.entries.map(\.manifest.stage.name)),
        called: "available"
      )
    )
  }
}
