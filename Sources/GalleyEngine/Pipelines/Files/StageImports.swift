import GalleyKit

/// Puts the options that a stage brings along in files of its plugin before those of the user, as if
/// `import:` had named them.
struct StageImports {
  private let manifest: Manifest
  private let folder: String

  /// - Parameters:
  ///   - manifest: the stage's.
  ///   - folder: the data folder of its plugin.
  init(_ manifest: Manifest, _ folder: String) {
    self.manifest = manifest
    self.folder = folder
  }

  /// What is written under `with:` and before it in the stage's own files; nil: nothing.
  func before(_ with: Node?, uses: Node, into problems: inout DiagnosticCollector) -> Node? {
    guard !manifest.imports.isEmpty, with?.isBroken != true else { return with }
    let written = with.flatMap { $0.isNull ? nil : $0 }
    if let written, written.pairs == nil { return with }
    var brought: Node?
    for name in manifest.imports {
      guard let file = file(name, written), let root = read(file, uses, into: &problems) else {
        continue
      }
      brought =
        brought.map { OptionImports.joined($0, root, isOwn: false, into: &problems) } ?? root
    }
    guard let brought else { return with }
    return written.map { OptionImports.joined(brought, $0, isOwn: true, into: &problems) }
      ?? brought
  }

  /// The complete options of the stage, of those given as JSON.
  func complete(
    _ given: [String: JSONValue],
    into problems: inout DiagnosticCollector
  ) -> JSONValue {
    let text = SourceText(
      name: "\(manifest.stage)",
      folder: folder,
      bytes: Array(JSONValue.object(given).json.utf8)
    )
    let (root, found) = Composer.compose(text)
    for diagnostic in found { problems.add(diagnostic) }
    guard let root else { return .object([:]) }
    let written = before(root, uses: root, into: &problems)
    return OptionReader.read(written, of: manifest, uses: root, into: &problems).json
  }

  /// A file's name with the values of options put in; nil when one of these is not allowed, which
  /// is said where options are read.
  private func file(_ name: String, _ written: Node?) -> String? {
    var name = name
    for option in manifest.options where name.contains("{\(option.name)}") {
      guard let value = written?[option.name]?.text ?? option.defaultValue?.text else { return nil }
      if case .text(let values?) = option.type, !values.contains(value) { return nil }
      name = name.split(separator: "{\(option.name)}", omittingEmptySubsequences: false)
        .joined(separator: value)
    }
    return name
  }

  private func read(
    _ file: String,
    _ uses: Node,
    into problems: inout DiagnosticCollector
  ) -> Node? {
    let path = "\(folder)/\(file)"
    do throws(SourceProblem) {
      let text = try SourceText.read(path: path, shownAs: path, namedAt: uses.location)
      problems.open(file: path)
      let (root, found) = Composer.compose(text)
      for diagnostic in found { problems.add(diagnostic) }
      return found.isEmpty ? root : nil
    } catch {
      problems.add(error.diagnostic)
      return nil
    }
  }
}
