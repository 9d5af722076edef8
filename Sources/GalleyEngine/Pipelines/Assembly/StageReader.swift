import GalleyKit

/// Turns an entry into a checked stage: looks it up and reads its options and keys.
struct StageReader {
  let catalog: StageCatalog
  let defaults: Pipeline.Defaults

  /// The checked stage; nil when it cannot be used, which is then said.
  func read(
    _ entry: StageEntry,
    as role: StageCatalog.Role,
    into problems: inout DiagnosticCollector
  ) -> Pipeline.Stage? {
    guard let uses = entry.keys["uses"] else {
      problems.error("missing-uses", at: entry.node, "no 'uses:' here")
      return nil
    }
    guard !uses.isBroken, let found = catalog.find(uses, as: role, into: &problems) else {
      return nil
    }
    let written = StageImports(found.manifest, found.resourceFolder)
      .before(entry.keys["with"], uses: uses, into: &problems)
    let options = OptionReader.read(
      written,
      of: found.manifest,
      uses: uses,
      into: &problems
    )
    refuseIsolation(entry.keys["isolate"], into: &problems)
    let usesLocation = uses.location
    let time = entry.keys["time"].flatMap { DefaultsReader.time($0, into: &problems) }
    let policy = entry.keys["on_error"].flatMap { DefaultsReader.policy($0, into: &problems) }
    return Pipeline.Stage(
      id: entry.id ?? found.manifest.stage.name,
      entry: found,
      options: options.json,
      printedOptions: options.printed,
      places: OptionPlaces(
        root: written,
        options: options.json,
        fallback: usesLocation
      ),
      over: over(entry.keys["over"], or: usesLocation, into: &problems),
      zones: zones(entry.keys["zones"], or: usesLocation, into: &problems),
      condition: entry.keys["when"].flatMap { condition($0, into: &problems) },
      onError: policy ?? defaults.onError,
      time: time ?? defaults.time,
      location: entry.node.location,
      usesLocation: usesLocation,
      conditionLocation: entry.keys["when"]?.location ?? usesLocation
    )
  }

  private func over(
    _ node: Node?,
    or fallback: SourceLocation,
    into problems: inout DiagnosticCollector
  ) -> Pipeline.Written<String> {
    let none = Pipeline.Written(value: "text", location: fallback)
    guard let node, !node.isNull, !node.isBroken else { return none }
    guard case .value(.text(let view)) = node.scalar?.value, !view.isEmpty else {
      problems.wrongType(of: "'over'", expected: "a view's name", node)
      return none
    }
    return Pipeline.Written(value: view, location: node.location)
  }

  private func zones(
    _ node: Node?,
    or fallback: SourceLocation,
    into problems: inout DiagnosticCollector
  ) -> Pipeline.Written<[String]> {
    let none = Pipeline.Written<[String]>(value: [], location: fallback)
    guard let node, !node.isNull, !node.isBroken else { return none }
    guard let items = node.items else {
      problems.wrongType(of: "'zones'", expected: "a list", node)
      return none
    }
    var names: [String] = []
    var known: Set<String> = []
    for item in items {
      guard case .value(.text(let name)) = item.scalar?.value else {
        problems.wrongType(of: "'zones'", expected: "text", item)
        continue
      }
      if !known.insert(name).inserted {
        problems.error("duplicate-value", at: item, "zone '\(name)' is given twice")
      } else {
        names.append(name)
      }
    }
    return Pipeline.Written(value: names, location: node.location)
  }

  private func condition(
    _ node: Node,
    into problems: inout DiagnosticCollector
  ) -> WhenExpression? {
    guard !node.isNull, !node.isBroken else { return nil }
    guard let scalar = node.scalar, case .value(.text(let text)) = scalar.value else {
      problems.wrongType(of: "'when'", expected: "text", node)
      return nil
    }
    do throws(WhenProblem) {
      return try WhenParser.parse(text, printed: scalar.printed)
    } catch {
      problems.error(
        "when",
        at: node.location(of: error.range),
        "'when': \(error.message)",
        fix: error.fix
      )
      return nil
    }
  }

  private func refuseIsolation(_ node: Node?, into problems: inout DiagnosticCollector) {
    guard let node, !node.isNull, !node.isBroken, node.text != "none" else { return }
    if let text = node.text, ["process", "container"].contains(text) {
      problems.error(
        "isolate",
        at: node,
        "'isolate: \(text)' is not available in this version",
        fix: "write 'isolate: none' or leave it out"
      )
    } else {
      problems.error(
        "isolate",
        at: node,
        "'isolate' cannot be \(node.described)",
        fix: "in this version it can only be 'none'"
      )
    }
  }
}
