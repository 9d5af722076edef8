import GalleyKit

/// Puts the options that a stage brings along in files of its plugin before those of the user, as if
/// `import:` had named them.
///
/// `{language}` in a file's name is the text of the option `language`. A name that ends with `/*.yaml`
/// is all such files of a folder; then the option may name any folder there is, or be `none`.
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
      for file in files(name, written, uses, into: &problems) {
        guard let root = read(file, uses, into: &problems) else { continue }
        brought =
          brought.map { OptionImports.joined($0, root, isOwn: false, into: &problems) } ?? root
      }
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

  /// The files that a name stands for, with the values of options put in.
  ///
  /// A value that is not allowed stands for none; that is said where options are read.
  private func files(
    _ name: String,
    _ written: Node?,
    _ uses: Node,
    into problems: inout DiagnosticCollector
  ) -> [String] {
    var name = name
    for option in manifest.options where name.contains("{\(option.name)}") {
      guard let value = value(of: option, written) else { return [] }
      let place = written?[option.name] ?? uses
      guard isThere(value, of: option, in: name, place, into: &problems) else { return [] }
      name = name.split(separator: "{\(option.name)}", omittingEmptySubsequences: false)
        .joined(separator: value)
    }
    guard name.hasSuffix(Self.wholeFolder) else { return [name] }
    let inner = String(name.dropLast(Self.wholeFolder.count))
    return (OptionFolder.files("\(folder)/\(inner)") ?? []).map { "\(inner)/\($0)" }
  }

  private static let wholeFolder = "/*.yaml"
  private static let nothing = "none"

  /// What an option says; nil when that is not allowed.
  private func value(of option: OptionSpec, _ written: Node?) -> String? {
    guard let node = written?[option.name] else { return option.defaultValue?.text }
    guard case .value(.text(let value)) = node.scalar?.value else { return nil }
    if case .text(let values?) = option.type, !values.contains(value) { return nil }
    return value
  }

  /// Whether an option that names a folder names one; if not, that is said, unless it is `none`.
  private func isThere(
    _ value: String,
    of option: OptionSpec,
    in name: String,
    _ place: Node,
    into problems: inout DiagnosticCollector
  ) -> Bool {
    guard name.hasSuffix("{\(option.name)}\(Self.wholeFolder)") else { return true }
    if value == Self.nothing { return false }
    let outer = name.dropLast(option.name.utf8.count + 2 + Self.wholeFolder.utf8.count)
    let known = OptionFolder.folders("\(folder)/\(outer)")
    if known.contains(value) { return true }
    problems.error(
      "unknown-\(option.name)",
      at: place,
      "\(manifest.stage) has no \(option.name) '\(value)'",
      fix: "there are \(known.map { "'\($0)'" }.joined(separator: ", ")); or take"
        + " '\(Self.nothing)' and name files of your own under 'import:'"
    )
    return false
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
