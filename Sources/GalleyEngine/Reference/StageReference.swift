import GalleyKit

/// The generated reference: a page for each name of a stage, and a page that lists them.
package struct StageReference {
  /// The page that lists the others, under the name that shows it with its folder.
  private static let index = "README.md"

  private let workbench: Workbench

  package init(_ workbench: Workbench) { self.workbench = workbench }

  /// The pages with their examples run.
  ///
  /// `names`: of stages, with or without major; empty: all, with the page that lists them.
  ///
  /// - Throws: `ReferenceProblem` with all names there are no stages of, or all examples that do not
  ///   run.
  package func pages(named names: [String]) throws(ReferenceProblem) -> ReferencePages {
    let catalogue = StageCatalogue(workbench.catalog)
    let unknown = names.filter { catalogue.entries(named: $0).isEmpty }
    guard unknown.isEmpty else { throw ReferenceProblem(unknown.map(catalogue.unknown)) }
    let chosen = names.flatMap { catalogue.entries(named: $0).map(\.manifest.stage.name) }
    let examples = ExampleRun(workbench: workbench)
    var pages: [String: String] = [:]
    var problems: [Diagnostic] = []
    for page in allPages where names.isEmpty || chosen.contains(page.name) {
      do throws(ReferenceProblem) {
        pages[page.file] = try page.text(examples)
      } catch {
        problems += error.diagnostics
      }
    }
    if names.isEmpty { pages[Self.index] = list(catalogue) }
    guard problems.isEmpty else { throw ReferenceProblem(problems) }
    return ReferencePages(texts: pages, isAll: names.isEmpty)
  }

  private var allPages: [StagePage] {
    let kinds = StageCatalogue(workbench.catalog).byKind.flatMap(\.entries)
    return workbench.catalog.byName.keys.sorted().map { name in
      StagePage(name: name, entries: kinds.filter { $0.manifest.stage.name == name })
    }
  }

  private func list(_ catalogue: StageCatalogue) -> String {
    let groups = catalogue.byKind.map { title, entries in
      let rows = entries.map { entry in
        let stage = entry.manifest.stage
        return [
          "[`\(stage)`](\(stage.name).md)", Markdown.text(entry.manifest.summary),
          Markdown.text(entry.plugin),
        ]
      }
      return "## \(title)\n\n" + Markdown.table(["stage", "", "plugin"], rows)
    }
    let head = """
      \(ReferenceFolder.mark)

      # Stages

      What `galley stages` lists. Each page has the options of a stage, what it reads and adds, and
      an example to type.

      """
    return ([head] + groups).joined(separator: "\n")
  }
}
