import GalleyKit

/// Puts the files that stages name under `import:` into their options.
///
/// Such a file is what may stand under `with:`; of a folder all YAML files are taken, by name. Files come
/// in their order, before what the pipeline says itself: lists follow each other, maps merge, and of
/// other values the pipeline's own holds.
struct OptionImports {
  /// Names of the files opened, in that order.
  private(set) var names: [String] = []

  /// The options of a stage with all that it imports; `import:` is gone.
  mutating func expand(
    _ entry: StageEntry,
    variables: inout Variables,
    into problems: inout DiagnosticCollector
  ) -> StageEntry {
    guard let paths = entry.keys["import"] else { return entry }
    var entry = entry
    entry.keys["import"] = nil
    guard !paths.isNull, !paths.isBroken else { return entry }
    guard let items = paths.items else {
      problems.wrongType(of: "'import'", expected: "a list", paths)
      return entry
    }
    var merged: Node?
    for item in items {
      for path in files(item, into: &problems) {
        guard let root = read(path, item, &variables, into: &problems) else { continue }
        merged = merged.map { Self.joined($0, root, isOwn: false, into: &problems) } ?? root
      }
    }
    guard let merged else { return entry }
    if let own = entry.keys["with"], !own.isNull {
      entry.keys["with"] = Self.joined(merged, own, isOwn: true, into: &problems)
    } else {
      entry.keys["with"] = merged
    }
    return entry
  }

  /// The file an item names, or the files of the folder.
  private func files(_ item: Node, into problems: inout DiagnosticCollector) -> [String] {
    guard case .value(.text(let path)) = item.scalar?.value, !path.isEmpty else {
      problems.wrongType(of: "'import'", expected: "a path", item)
      return []
    }
    guard let names = OptionFolder.files(Paths.absolute(path, in: item.baseFolder)) else {
      return [path]
    }
    if names.isEmpty {
      problems.error(
        "empty-folder",
        at: item,
        "no file of '\(path)' ends with '.yaml'",
        fix: "put files with options there"
      )
    }
    return names.map { "\(path)/\($0)" }
  }

  private mutating func read(
    _ path: String,
    _ item: Node,
    _ variables: inout Variables,
    into problems: inout DiagnosticCollector
  ) -> Node? {
    let name = Paths.shown(path, in: Paths.folder(of: item.source.name))
    problems.open(file: name)
    names.append(name)
    do throws(SourceProblem) {
      let text = try SourceText.read(
        path: Paths.absolute(path, in: item.baseFolder),
        shownAs: name,
        namedAt: item.location
      )
      let (root, found) = Composer.compose(text)
      for diagnostic in found { problems.add(diagnostic) }
      guard let root, found.isEmpty else { return nil }
      guard root.pairs != nil else {
        problems.error(
          "wrong-type",
          at: root,
          "a file of options is a map, found \(root.described)",
          fix: "write in it what may stand under 'with:'"
        )
        return nil
      }
      return variables.fill(root, into: &problems)
    } catch {
      problems.add(error.diagnostic)
      return nil
    }
  }

  /// Two values of one option; `isOwn`: the second is the pipeline's own and may replace.
  static func joined(
    _ first: Node,
    _ second: Node,
    isOwn: Bool,
    into problems: inout DiagnosticCollector
  ) -> Node {
    switch (first.content, second.content) {
    case (.mapping(var pairs), .mapping(let more)):
      for pair in more {
        guard let at = pairs.firstIndex(where: { $0.key.text == pair.key.text }) else {
          pairs.append(pair)
          continue
        }
        pairs[at].value = joined(pairs[at].value, pair.value, isOwn: isOwn, into: &problems)
      }
      return second.replacing(.mapping(pairs))
    case (.sequence(let items), .sequence(let more)):
      return second.replacing(.sequence(items + more))
    default:
      if !isOwn {
        problems.error(
          "duplicate-value",
          at: second,
          "this has a value already, at \(first.location)",
          fix: "keep one of them"
        )
      }
      return second
    }
  }
}
