import GalleyKit

extension StageCatalog {
  /// Where in a pipeline a stage is used.
  enum Role {
    case source
    case stage
    case export

    /// The place where stages of a scope are used.
    init(of scope: StageScope) {
      self =
        switch scope {
        case .reader: .source
        case .document, .corpus, .trainer: .stage
        case .exporter: .export
        }
    }

    func accepts(_ scope: StageScope) -> Bool {
      switch self {
      case .source: scope == .reader
      case .stage: scope == .document || scope == .corpus
      case .export: scope == .exporter
      }
    }

    /// What is expected there.
    var expected: String {
      switch self {
      case .source: "'source:' takes a reader"
      case .stage: "'stages:' takes document and corpus stages"
      case .export: "'export:' takes exporters"
      }
    }
  }

  /// Finds what `uses:` names, or says why it cannot be used there.
  func find(
    _ node: Node,
    as role: Role,
    into problems: inout DiagnosticCollector
  ) -> Entry? {
    guard let text = node.text, !text.isEmpty, !node.isNull else {
      problems.error("wrong-type", at: node, "expected a stage's name, found \(node.described)")
      return nil
    }
    guard let name = StageName(parsing: text) else {
      refuseForm(text, at: node, into: &problems)
      return nil
    }
    // A reader and an exporter of one format may share its name: the role tells them apart.
    let named = entries.filter { $0.manifest.stage == name }
    guard let entry = named.first(where: { role.accepts($0.manifest.scope) }) ?? named.first else {
      refuseUnknown(name, at: node, role: role, into: &problems)
      return nil
    }
    guard role.accepts(entry.manifest.scope) else {
      problems.error(
        "wrong-scope",
        at: node,
        "stage '\(name)' is \(entry.manifest.scope.described); \(role.expected)",
        fix: place(for: entry.manifest.scope)
      )
      return nil
    }
    return entry
  }

  private func refuseForm(
    _ text: String,
    at node: Node,
    into problems: inout DiagnosticCollector
  ) {
    if let major = majors(of: text).last {
      problems.error(
        "missing-major",
        at: node,
        "stage '\(text)' without its major version",
        fix: "write '\(text)@\(major)'"
      )
    } else if StageName.isKebabCase(text) {
      let near = NearestName.of(text, among: byName.keys.sorted())
      problems.error(
        "unknown-stage",
        at: node,
        "no stage '\(text)'",
        fix: near.map { "did you mean '\($0)@\(majors(of: $0).last ?? 1)'?" }
          ?? elsewhere(than: available(as: nil))
      )
    } else {
      problems.error(
        "stage-name",
        at: node,
        "'\(node.scalar?.printed.shortened ?? text)' is not a stage name",
        fix: "write its name and major: 'name@1'"
      )
    }
  }

  private func refuseUnknown(
    _ name: StageName,
    at node: Node,
    role: Role,
    into problems: inout DiagnosticCollector
  ) {
    let known = majors(of: name.name)
    guard known.isEmpty else {
      let list = known.map { "'\(name.name)@\($0)'" }.joined(separator: ", ")
      problems.error(
        "unknown-major",
        at: node,
        "no major \(name.major) of stage '\(name.name)'",
        fix: "available: \(list)"
      )
      return
    }
    let near = NearestName.of(name.name, among: byName.keys.sorted())
    problems.error(
      "unknown-stage",
      at: node,
      "no stage '\(name)'",
      fix: near.map { "did you mean '\($0)@\(majors(of: $0).last ?? 1)'?" }
        ?? elsewhere(than: available(as: role))
    )
  }

  /// Where a stage can be that is none of those there are.
  private func elsewhere(than available: String) -> String {
    "available: \(available); for a stage of your own plugin, name its folder with --plugins or "
      + "GALLEY_PLUGINS"
  }

  /// The first dozen stages that fit a place.
  private func available(as role: Role?) -> String {
    let names = entries.filter { role?.accepts($0.manifest.scope) ?? true }
      .map { "'\($0.manifest.stage)'" }
    if names.isEmpty { return "none" }
    let rest = names.count > 12 ? ", … (\(names.count) in all)" : ""
    return names.prefix(12).joined(separator: ", ") + rest
  }

  private func place(for scope: StageScope) -> String {
    switch scope {
    case .reader: "use it under 'source:'"
    case .exporter: "use it under 'export:'"
    case .document, .corpus: "use it under 'stages:'"
    case .trainer: "use it with 'galley train'"
    }
  }
}

extension StageScope {
  /// The kind in words: `a reader`.
  var described: String {
    switch self {
    case .document: "a document stage"
    case .corpus: "a corpus stage"
    case .reader: "a reader"
    case .exporter: "an exporter"
    case .trainer: "a trainer"
    }
  }
}
