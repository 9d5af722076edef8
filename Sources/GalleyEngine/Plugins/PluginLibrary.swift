package import GalleyABI
package import GalleyKit
import Glibc

/// A plugin: a dynamic library opened, or the same table of functions linked into the process.
package struct PluginLibrary: Sendable {
  package let name: String
  package let version: String
  package let path: String
  package let stages: [StageDefinition]
  package let trainers: [TrainerDefinition]
  /// Warnings about manifests.
  package let diagnostics: [Diagnostic]

  /// Opens a library and checks everything it says about itself.
  ///
  /// The library stays open as long as the process.
  ///
  /// - Throws: `PluginRefusal` with a sentence naming the file and the remedy.
  package init(opening path: String) throws(PluginRefusal) {
    let entry = try Self.entry(of: path)
    let host = HostInterface.permanent(
      name: String(Self.name(of: path)),
      resourceFolder: Self.resourceFolder(of: path)
    )
    guard let info = entry(host.pointer) else {
      throw PluginRefusal(
        path,
        "returns NULL from galley_plugin",
        fix: "return the address of its galley_plugin_info"
      )
    }
    try self.init(info, path: path, resourceFolder: host.resourceFolder)
  }

  /// Checks a plugin's description.
  ///
  /// - Throws: `PluginRefusal`.
  package init(
    _ info: UnsafePointer<galley_plugin_info>,
    path: String,
    resourceFolder: String
  ) throws(PluginRefusal) {
    try PluginCheck.header(info, path: path)
    name = String(info.pointee.name)
    version = String(info.pointee.version)
    self.path = path
    var stages: [StageDefinition] = []
    var warnings: [Diagnostic] = []
    for i in 0..<Int(info.pointee.stage_count) {
      let functions = try PluginCheck.stage(info, i, path: path)
      let (manifest, notes) = try PluginCheck.manifest(functions, i, path: path)
      if stages.contains(where: { $0.manifest.stage == manifest.stage }) {
        throw PluginRefusal(
          path,
          "offers stage '\(manifest.stage)' twice",
          fix: "remove one of them"
        )
      }
      warnings += notes
      stages.append(
        StageDefinition(
          manifest: manifest,
          functions: functions,
          plugin: name,
          version: version,
          library: path,
          resourceFolder: resourceFolder
        )
      )
    }
    self.stages = stages
    trainers = try TrainerDefinition.all(of: info, path: path, resourceFolder: resourceFolder)
    diagnostics = warnings
  }

  private typealias Entry =
    @convention(c) (UnsafePointer<galley_host>?) -> UnsafePointer<galley_plugin_info>?

  private static func entry(of path: String) throws(PluginRefusal) -> Entry {
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw .cannotOpen(path, String(cString: dlerror()))
    }
    guard let symbol = dlsym(handle, "galley_plugin") else {
      throw PluginRefusal(
        path,
        "is a library without the symbol 'galley_plugin'",
        fix: "export it: @c(galley_plugin) public func … in Swift, GALLEY_EXPORT in C"
      )
    }
    return unsafeBitCast(symbol, to: Entry.self)
  }

  /// `Text` of `folder/libText.so`.
  private static func name(of library: String) -> Substring {
    let file = library.split(separator: "/").last ?? library[...]
    let stem = file.hasPrefix("lib") ? file.dropFirst(3) : file
    return stem.hasSuffix(".so") ? stem.dropLast(3) : stem
  }

  /// `<folder of libN.so>/{N,*_N}.resources`; empty when there is none.
  static func resourceFolder(of library: String) -> String {
    let folder = library.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let name = Self.name(of: library)
    let found = Folder.entries(folder.isEmpty ? "." : folder).sorted().first {
      $0 == "\(name).resources" || $0.hasSuffix("_\(name).resources")
    }
    return found.map { "\(folder.isEmpty ? "." : folder)/\($0)" } ?? ""
  }
}

/// Why a file is not a plugin of this host.
package struct PluginRefusal: Error, Sendable {
  package let diagnostic: Diagnostic

  init(_ path: String, _ message: String, fix: String) {
    diagnostic = Diagnostic(
      code: "plugin-refused",
      at: SourceLocation(file: path),
      "plugin \(message)",
      fix: fix
    )
  }

  /// The dynamic loader's own words, told apart by what the user can do.
  static func cannotOpen(_ path: String, _ reason: String) -> PluginRefusal {
    if let missing = reason.part(before: ": cannot open shared object file") {
      return missing == path
        ? PluginRefusal(path, "is not there", fix: "check the path")
        : PluginRefusal(
          path,
          "needs the library '\(missing)', which is not there",
          fix: "install it, or put its folder into LD_LIBRARY_PATH"
        )
    }
    if let function = reason.part(after: "undefined symbol: ") {
      return PluginRefusal(
        path,
        "needs the function '\(function)', which no library has",
        fix: "link the library that has it"
      )
    }
    if ["ELF", "file too short", "not a dynamic"].contains(where: reason.contains) {
      return PluginRefusal(
        path,
        "is not a dynamic library of this machine",
        fix: "remove it or build it again"
      )
    }
    return PluginRefusal(
      path,
      "cannot be opened: \(reason.part(after: ": ") ?? reason)",
      fix: "rebuild the plugin"
    )
  }
}

extension String {
  fileprivate func part(before marker: String) -> String? {
    firstRange(of: marker).map { String(self[..<$0.lowerBound]) }
  }

  fileprivate func part(after marker: String) -> String? {
    firstRange(of: marker).map { String(self[$0.upperBound...]) }
  }
}
