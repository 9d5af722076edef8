import Foundation
import GalleyABI
import GalleyKit

/// The checks of manifests.
extension PluginCheck {
  /// Reads the manifest of the i-th stage; unknown keys are warnings.
  static func manifest(
    _ stage: galley_stage,
    _ i: Int,
    path: String
  ) throws(PluginRefusal) -> (Manifest, [Diagnostic]) {
    let data = Data(buffer: UnsafeBufferPointer(stage.manifest))
    let place = StagePlace(path: path, number: i + 1)
    guard !data.isEmpty else {
      throw place.refusal("has no manifest for", fix: "set galley_stage.manifest")
    }
    let manifest: Manifest
    do {
      manifest = try JSONDecoder().decode(Manifest.self, from: data)
    } catch {
      throw place.unreadable(error)
    }
    guard manifest.scope.abi == stage.scope else {
      let table = StageScope.allCases.first { $0.abi == stage.scope }?.rawValue ?? ""
      throw PluginRefusal(
        path,
        "has '\(manifest.stage)' with scope \(manifest.scope.rawValue) in its manifest and"
          + " \(table) in its table",
        fix: "make them agree"
      )
    }
    try names(manifest, path: path)
    try examples(manifest, path: path)
    return (manifest, unknownKeys(data, manifest, path: path))
  }

  /// Options and features must be told apart by their names.
  private static func names(_ manifest: Manifest, path: String) throws(PluginRefusal) {
    if let twice = firstTwice(manifest.options.map(\.name)) {
      throw PluginRefusal(
        path,
        "has '\(manifest.stage)' with two options '\(twice)'",
        fix: "rename one"
      )
    }
    for type in manifest.types {
      if let twice = firstTwice(type.features.map(\.name)) {
        throw PluginRefusal(
          path,
          "has '\(manifest.stage)' with two features '\(type.name).\(twice)'",
          fix: "rename one"
        )
      }
      if let list = type.features.first(where: { $0.kind == .list && $0.items == nil }) {
        throw PluginRefusal(
          path,
          "has '\(manifest.stage)' with a feature '\(type.name).\(list.name)' that is a list of"
            + " nothing",
          fix: "say with 'items' of which kind"
        )
      }
    }
  }

  /// Files of examples are written where they are run, and nowhere else.
  private static func examples(_ manifest: Manifest, path: String) throws(PluginRefusal) {
    let allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    for name in manifest.examples.flatMap(\.files.keys).sorted()
    where name.isEmpty || name.hasPrefix(".") || !name.allSatisfy(allowed.contains) {
      throw PluginRefusal(
        path,
        "has '\(manifest.stage)' with a file '\(name)' in an example",
        fix: "name it with letters, digits, '.', '_' and '-', without folders"
      )
    }
  }

  private static func firstTwice(_ names: [String]) -> String? {
    var seen = Set<String>()
    return names.first { !seen.insert($0).inserted }
  }

  private static func unknownKeys(
    _ data: Data,
    _ manifest: Manifest,
    path: String
  ) -> [Diagnostic] {
    guard case .object(let members)? = try? JSONValue(parsing: data) else { return [] }
    return members.keys.filter { !Manifest.keys.contains($0) }.sorted().map { key in
      Diagnostic(
        .warning,
        code: "unknown-manifest-key",
        at: SourceLocation(file: path),
        "unknown key '\(key)' in the manifest of '\(manifest.stage)'",
        fix: NearestName.of(key, among: Manifest.keys).map { "did you mean '\($0)'?" }
      )
    }
  }
}

extension StagePlace {
  /// Foundation's reason, in words of the manifest.
  fileprivate func unreadable(_ error: any Error) -> PluginRefusal {
    let form = "see docs/plugin-contract.md for its form"
    func refusal(_ problem: String, fix: String = form) -> PluginRefusal {
      self.refusal("has a manifest for", " \(problem)", fix: fix)
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, _)?:
      return refusal("without the key '\(key.stringValue)'")
    case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?:
      if context.codingPath.isEmpty { return refusal("that is not a JSON object") }
      return refusal("with a wrong type at '\(path(context))'")
    case .dataCorrupted(let context)? where context.codingPath.isEmpty:
      return refusal("that is not JSON")
    case .dataCorrupted(let context)? where context.debugDescription.hasPrefix("Cannot init"):
      return refusal("with an unknown value at '\(path(context))'")
    case .dataCorrupted(let context)?:
      // The SDK's own words: what is wrong; how to mend it.
      let parts = context.debugDescription.split(separator: "; ", maxSplits: 1).map(String.init)
      return refusal("in which \(parts[0])", fix: parts.count > 1 ? parts[1] : form)
    default:
      return refusal("that cannot be read: \(error)")
    }
  }

  private func path(_ context: DecodingError.Context) -> String {
    context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
  }
}
