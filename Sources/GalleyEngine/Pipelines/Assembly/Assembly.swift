import GalleyKit

/// A pipeline's files merged, with variables filled in and the command line applied.
struct Assembly {
  var name: Node?
  var mainText: SourceText
  var types: [Node.Pair] = []
  var source: StageEntry?
  /// Whether `source:` is written at all, well or badly.
  var hasSource = false
  var defaults: Node?
  var stages: [StageEntry] = []
  var exports: [StageEntry] = []
  var tests: [Node] = []
  private(set) var variables: Variables
  private let catalog: StageCatalog
  /// Indexes of `stages` by id.
  private var stageNumbers: [String: Int] = [:]

  /// Merges files, of which the last is the user's own.
  init(
    _ files: [PipelineFile],
    main: PipelineFile,
    overrides: [Override],
    catalog: StageCatalog,
    environment: [String: String],
    into problems: inout DiagnosticCollector
  ) {
    self.catalog = catalog
    mainText = main.text
    variables = Variables(environment: environment)
    defineVariables(files, overrides, into: &problems)
    for file in files { merge(file, into: &problems) }
    takeOwn(main, into: &problems)
    for override in overrides where override.path.first?.text != "vars" {
      apply(override, into: &problems)
    }
  }

  private mutating func defineVariables(
    _ files: [PipelineFile],
    _ overrides: [Override],
    into problems: inout DiagnosticCollector
  ) {
    for file in files {
      for pair in file.vars { variables.define(pair.key, pair.value, into: &problems) }
    }
    for override in overrides where override.path.first?.text == "vars" {
      let names = variables.names
      guard override.path.count == 2, let name = override.path[1].text, names.contains(name) else {
        refuse(override, names, "variable", "vars.NAME", into: &problems)
        continue
      }
      variables.define(override.path[1], override.value, into: &problems)
    }
    variables.checkAll(into: &problems)
  }

  /// Takes what an included file gives, and so does the user's own.
  private mutating func merge(_ file: PipelineFile, into problems: inout DiagnosticCollector) {
    for pair in file.types {
      types.append(Node.Pair(key: pair.key, value: variables.fill(pair.value, into: &problems)))
    }
    if let written = file.defaults, !written.isNull {
      let filled = variables.fill(written, into: &problems)
      defaults = defaults.map { $0.merged(with: filled) } ?? filled
    }
    for node in file.stages {
      let filled = variables.fill(node, into: &problems)
      if let entry = StageEntry(filled, as: .stage, catalog: catalog, into: &problems) {
        add(entry, into: &problems)
      }
    }
  }

  private mutating func add(_ entry: StageEntry, into problems: inout DiagnosticCollector) {
    let known = entry.id.flatMap { stageNumbers[$0] }
    if entry.keys["uses"] != nil {
      if let known {
        problems.error(
          "duplicate-id",
          at: entry.idNode,
          "stage id '\(entry.id ?? "")' is taken by the stage at \(stages[known].idNode.location)",
          fix: entry.keys["id"] == nil
            ? "give one of them an 'id:'" : "leave out 'uses:' to change that stage"
        )
      } else {
        if let id = entry.id { stageNumbers[id] = stages.count }
        stages.append(entry)
      }
    } else if let known {
      stages[known].change(by: entry)
    } else if let id = entry.id {
      problems.error(
        "unknown-id",
        at: entry.idNode,
        "no stage '\(id)' to change, and no 'uses:' to add it",
        fix: NearestName.of(id, among: stages.compactMap(\.id)).map { "did you mean '\($0)'?" }
          ?? "add 'uses: name@1'"
      )
    } else if entry.keys["id"] == nil {
      problems.error("missing-uses", at: entry.node, "a stage without 'uses:'")
    }
  }

  private mutating func takeOwn(
    _ main: PipelineFile,
    into problems: inout DiagnosticCollector
  ) {
    name = main.name.map { variables.fill($0, into: &problems) }
    tests = main.tests.map { variables.fill($0, into: &problems) }
    hasSource = main.source != nil
    source = main.source.flatMap {
      let filled = variables.fill($0, into: &problems)
      return StageEntry(filled, as: .source, catalog: catalog, into: &problems)
    }
    var firstNodes: [String: Node] = [:]
    for node in main.export {
      let filled = variables.fill(node, into: &problems)
      guard
        let entry = StageEntry(filled, as: .export, catalog: catalog, into: &problems)
      else { continue }
      if let first = entry.id.flatMap({ firstNodes[$0] }) {
        problems.error(
          "duplicate-id",
          at: entry.idNode,
          "export id '\(entry.id ?? "")' is taken by the export at \(first.location)",
          fix: "give one of them another 'id:'"
        )
      } else {
        if let id = entry.id { firstNodes[id] = entry.idNode }
        exports.append(entry)
      }
    }
  }
}

extension Assembly {
  /// Puts a value from the command line in its place.
  private mutating func apply(_ override: Override, into problems: inout DiagnosticCollector) {
    let path = override.path[...]
    let value = variables.fill(override.value, into: &problems)
    switch path.first?.text {
    case "defaults":
      guard path.count == 2, let key = path[1].text, DefaultsReader.keys.contains(key) else {
        return refuse(override, DefaultsReader.keys, "default", "defaults.NAME", into: &problems)
      }
      let root = defaults ?? Node(.mapping([]), in: path[1].source, at: path[1].range)
      defaults = root.setting(path.dropFirst(), to: value, into: &problems) ?? defaults
    case "source":
      guard source != nil else { return }
      guard path.count > 2, path[1].text == "with" else {
        return refuse(override, ["with"], "key", "source.with.OPTION", into: &problems)
      }
      source?.set(path.dropFirst(), to: value, into: &problems)
    case "stages":
      let keys = Array(StageCatalog.Role.stage.keys.dropFirst())
      set(override, value, in: \.stages, keys: keys, &problems)
    case "export": set(override, value, in: \.exports, keys: ["with"], &problems)
    default:
      let roots = ["defaults", "export", "source", "stages", "vars"]
      let name = path.first?.text ?? ""
      problems.error(
        "set-path",
        at: path.first ?? override.value,
        "nothing to set in '\(name)'",
        fix: NearestName.fix(for: name, among: roots, called: "a path begins with")
      )
    }
  }

  /// Sets `stages.ID.KEY…` or `export.ID.KEY…`.
  private mutating func set(
    _ override: Override,
    _ value: Node,
    in list: WritableKeyPath<Assembly, [StageEntry]>,
    keys: [String],
    _ problems: inout DiagnosticCollector
  ) {
    let path = override.path[...]
    let root = path[0].text ?? ""
    let ids = self[keyPath: list].compactMap(\.id)
    guard path.count > 1, let id = path[1].text,
      let at = self[keyPath: list].firstIndex(where: { $0.id == id })
    else {
      return refuse(
        override,
        ids,
        root == "export" ? "export" : "stage",
        "\(root).ID.KEY",
        into: &problems
      )
    }
    guard path.count > 2, let key = path[2].text, keys.contains(key) else {
      return refuse(override, keys, "key", "\(root).\(id).KEY", at: 2, into: &problems)
    }
    self[keyPath: list][at].set(path.dropFirst(2), to: value, into: &problems)
  }

  /// Says that a name in a path leads nowhere, or that names are missing or too many.
  private func refuse(
    _ override: Override,
    _ names: [String],
    _ what: String,
    _ form: String,
    at index: Int = 1,
    into problems: inout DiagnosticCollector
  ) {
    guard override.path.indices.contains(index), let name = override.path[index].text,
      !names.contains(name)
    else {
      let last = override.path.last ?? override.value
      return problems.error(
        "set-path",
        at: last,
        "this path sets nothing",
        fix: "write \(form)=VALUE"
      )
    }
    problems.error(
      "set-path",
      at: override.path[index],
      "no \(what) '\(name)'",
      fix: NearestName.fix(for: name, among: names, called: "there are") ?? "there are none"
    )
  }
}

extension StageEntry {
  /// Sets a key, or a value inside one.
  fileprivate mutating func set(
    _ path: ArraySlice<Node>,
    to value: Node,
    into problems: inout DiagnosticCollector
  ) {
    guard let key = path.first?.text else { return }
    let root =
      keys[key]
      ?? Node(.scalar(Scalar(.plain, "")), in: path[path.startIndex].source, at: 0..<0)
    keys[key] = root.setting(path.dropFirst(), to: value, into: &problems) ?? keys[key]
  }
}
