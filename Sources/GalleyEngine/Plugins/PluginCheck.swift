import Foundation
import GalleyABI
import GalleyKit

/// The checks of what a plugin says about itself.
enum PluginCheck {
  /// Checks size, version of the contract, and runtime.
  static func version(
    _ info: UnsafePointer<galley_plugin_info>, path: String
  ) throws(PluginRefusal) {
    let size = Int(info.pointee.size)
    guard size >= MemoryLayout<galley_plugin_info>.size, size < 4096 else {
      throw PluginRefusal(
        path, "gives \(size) as the size of galley_plugin_info",
        fix: "set it to sizeof(galley_plugin_info)")
    }
    guard info.pointee.abi_major == GALLEY_ABI_MAJOR else {
      throw PluginRefusal(
        path,
        "is built for version \(info.pointee.abi_major) of the plugin contract, this host has"
          + " \(GALLEY_ABI_MAJOR)",
        fix: "rebuild it against this host's galley_plugin.h")
    }
    let runtime = String(info.pointee.runtime)
    guard runtime == "c" || runtime == hostRuntime else {
      throw PluginRefusal(
        path, "is built with \(runtime), this host with \(hostRuntime)",
        fix: "rebuild it with this host's compiler, or run it as an outside program")
    }
    guard !String(info.pointee.name).isEmpty else {
      throw PluginRefusal(path, "has no name", fix: "set galley_plugin_info.name")
    }
    guard info.pointee.stage_count == 0 || info.pointee.stages != nil else {
      throw PluginRefusal(
        path, "announces \(info.pointee.stage_count) stages and has NULL in their place",
        fix: "set galley_plugin_info.stages")
    }
  }

  /// The i-th stage with its scope table checked.
  static func stage(
    _ info: UnsafePointer<galley_plugin_info>, _ i: Int, path: String
  ) throws(PluginRefusal) -> galley_stage {
    guard let table = UnsafeRawPointer(info.pointee.stages) else {
      throw PluginRefusal(path, "has no stages", fix: "set galley_plugin_info.stages")
    }
    let size = Int(table.load(as: UInt32.self))
    guard size >= MemoryLayout<galley_stage>.size, size < 4096 else {
      throw PluginRefusal(
        path, "gives \(size) as the size of galley_stage", fix: "set it to sizeof(galley_stage)")
    }
    let stage = table.load(fromByteOffset: size * i, as: galley_stage.self)
    guard stage.prepare != nil else {
      throw PluginRefusal(path, "has a stage \(i) without prepare", fix: "set galley_stage.prepare")
    }
    let tables = [
      stage.document != nil, stage.corpus != nil, stage.reader != nil, stage.exporter != nil,
    ]
    guard tables.filter({ $0 }).count == 1, (1...4).contains(stage.scope),
      tables[Int(stage.scope) - 1]
    else {
      throw PluginRefusal(
        path, "has a stage \(i) whose scope \(stage.scope) does not fit its tables of functions",
        fix: "set exactly the one table of its scope")
    }
    try functions(of: stage, i, path: path)
    return stage
  }

  /// Reads a manifest; unknown keys are warnings.
  static func manifest(
    _ stage: galley_stage, _ i: Int, path: String
  ) throws(PluginRefusal) -> (Manifest, [Diagnostic]) {
    let data = Data(buffer: UnsafeBufferPointer(stage.manifest))
    let manifest: Manifest
    do {
      manifest = try JSONDecoder().decode(Manifest.self, from: data)
    } catch {
      throw PluginRefusal(
        path, "has a stage \(i) whose manifest cannot be read: \(reason(error))",
        fix: "see docs/plugin-contract.md for its keys")
    }
    guard manifest.scope.abi == stage.scope else {
      throw PluginRefusal(
        path, "has '\(manifest.stage)' with scope \(manifest.scope.rawValue) in its manifest and"
          + " \(stage.scope) in its table", fix: "make them agree")
    }
    var names = Set<String>()
    if let twice = manifest.options.first(where: { !names.insert($0.name).inserted }) {
      throw PluginRefusal(
        path, "has '\(manifest.stage)' with two options '\(twice.name)'", fix: "rename one")
    }
    return (manifest, unknownKeys(data, manifest, path: path))
  }

  private static func functions(
    of stage: galley_stage, _ i: Int, path: String
  ) throws(PluginRefusal) {
    let missing: String? =
      if let document = stage.document {
        document.pointee.process == nil ? "process" : nil
      } else if let corpus = stage.corpus {
        corpus.pointee.collect == nil || corpus.pointee.begin == nil || corpus.pointee.add == nil
          || corpus.pointee.finish == nil ? "collect, begin, add or finish" : nil
      } else if let reader = stage.reader {
        reader.pointee.open == nil || reader.pointee.next == nil ? "open or next" : nil
      } else if let exporter = stage.exporter {
        exporter.pointee.render == nil && exporter.pointee.begin == nil ? "render or begin" : nil
      } else {
        nil
      }
    if let missing {
      throw PluginRefusal(path, "has a stage \(i) without \(missing)", fix: "set the function")
    }
  }

  private static func unknownKeys(
    _ data: Data, _ manifest: Manifest, path: String
  ) -> [Diagnostic] {
    guard case .object(let members)? = try? JSONValue(parsing: data) else { return [] }
    return members.keys.filter { !Manifest.keys.contains($0) }.sorted().map { key in
      Diagnostic(
        .warning, code: "unknown-manifest-key", at: SourceLocation(file: path),
        "unknown key '\(key)' in the manifest of '\(manifest.stage)'",
        fix: NearestName.of(key, among: Manifest.keys).map { "did you mean '\($0)'?" })
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _)?: "no key '\(key.stringValue)'"
    case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?:
      "wrong type at '\(context.codingPath.map(\.stringValue).joined(separator: "."))'"
    case .dataCorrupted(let context)?:
      context.codingPath.isEmpty ? "it is not JSON" : context.debugDescription
    default: "\(error)"
    }
  }
}

/// The runtime Swift plugins must have: that of the SDK this host is built with.
let hostRuntime = String(PluginEntry("host", version: "0").info(for: nil)?.pointee.runtime ?? .empty)
