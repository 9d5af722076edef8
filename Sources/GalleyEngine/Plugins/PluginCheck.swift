import GalleyABI
import GalleyKit

/// The checks of what a plugin says about itself, before any of it is called.
enum PluginCheck {
  /// More stages than any plugin has: a count that was never set.
  private static let mostStages = 1000

  /// Checks size, version of the contract, runtime and number of stages.
  static func header(
    _ info: UnsafePointer<galley_plugin_info>,
    path: String
  ) throws(PluginRefusal) {
    let size = Int(info.pointee.size)
    guard size >= MemoryLayout<galley_plugin_info>.size, size < 4096 else {
      throw PluginRefusal(
        path,
        "gives \(size) as the size of galley_plugin_info",
        fix: "set it to sizeof(galley_plugin_info)"
      )
    }
    guard info.pointee.abi_major == GALLEY_ABI_MAJOR else {
      throw PluginRefusal(
        path,
        "is built for version \(info.pointee.abi_major) of the plugin contract, this host has"
          + " \(GALLEY_ABI_MAJOR)",
        fix: "rebuild it against this host's galley_plugin.h"
      )
    }
    try runtime(String(info.pointee.runtime), path: path)
    guard !String(info.pointee.name).isEmpty else {
      throw PluginRefusal(path, "has no name", fix: "set galley_plugin_info.name")
    }
    try stageCount(info, path: path)
  }

  private static func runtime(_ runtime: String, path: String) throws(PluginRefusal) {
    guard !runtime.isEmpty else {
      throw PluginRefusal(
        path,
        "does not name its runtime",
        fix: "set galley_plugin_info.runtime, to \"c\" if it needs none"
      )
    }
    guard runtime == "c" || runtime == hostRuntime else {
      throw PluginRefusal(
        path,
        "is built with \(runtime), this host with \(hostRuntime)",
        fix: "rebuild it with this host's compiler, or run it as an outside program"
      )
    }
  }

  private static func stageCount(
    _ info: UnsafePointer<galley_plugin_info>,
    path: String
  ) throws(PluginRefusal) {
    let count = info.pointee.stage_count
    guard count > 0 else {
      throw PluginRefusal(path, "offers no stage", fix: "set galley_plugin_info.stage_count")
    }
    guard count <= mostStages else {
      throw PluginRefusal(
        path,
        "announces \(count) stages",
        fix: "set galley_plugin_info.stage_count to at most \(mostStages)"
      )
    }
    guard info.pointee.stages != nil else {
      throw PluginRefusal(
        path,
        "announces \(count) stages and has NULL in their place",
        fix: "set galley_plugin_info.stages"
      )
    }
  }

  /// The i-th stage with its tables of functions checked.
  static func stage(
    _ info: UnsafePointer<galley_plugin_info>,
    _ i: Int,
    path: String
  ) throws(PluginRefusal) -> galley_stage {
    let table = UnsafeRawPointer(info.pointee.stages)
    let size = Int(table?.load(as: UInt32.self) ?? 0)
    guard let table, size >= MemoryLayout<galley_stage>.size, size < 4096 else {
      throw PluginRefusal(
        path,
        "gives \(size) as the size of galley_stage",
        fix: "set it to sizeof(galley_stage)"
      )
    }
    let stage = table.load(fromByteOffset: size * i, as: galley_stage.self)
    let place = StagePlace(path: path, number: i + 1)
    guard stage.prepare != nil else { throw place.missing("prepare", of: "galley_stage") }
    try tables(of: stage, place)
    try functions(of: stage, place)
    return stage
  }

  private static func tables(of stage: galley_stage, _ place: StagePlace) throws(PluginRefusal) {
    guard let scope = StageScope(abi: stage.scope) else {
      throw place.refusal(
        "has scope \(stage.scope) in",
        "",
        fix: "scopes are 1 (document), 2 (corpus), 3 (reader) and 4 (exporter)"
      )
    }
    let present = StageScope.allCases.filter { $0.hasTable(in: stage) }
    let fix = "set exactly the one of its scope"
    guard present.count == 1, let table = present.first else {
      throw place.refusal("has \(present.count) tables of functions in", fix: fix)
    }
    guard table == scope else {
      throw place.refusal(
        "has the table of a \(table.rawValue) stage in",
        ", whose scope is \(stage.scope) (\(scope.rawValue))",
        fix: fix
      )
    }
  }

  private static func functions(
    of stage: galley_stage,
    _ place: StagePlace
  ) throws(PluginRefusal) {
    if let document = stage.document?.pointee, document.process == nil {
      throw place.missing("process", of: "galley_document_stage")
    }
    if let corpus = stage.corpus?.pointee {
      let functions = [
        ("collect", corpus.collect == nil), ("begin", corpus.begin == nil),
        ("add", corpus.add == nil), ("finish", corpus.finish == nil),
      ]
      if let (name, _) = functions.first(where: \.1) {
        throw place.missing(name, of: "galley_corpus_stage")
      }
    }
    if let reader = stage.reader?.pointee {
      if reader.open == nil { throw place.missing("open", of: "galley_reader_stage") }
      if reader.next == nil { throw place.missing("next", of: "galley_reader_stage") }
    }
    if let exporter = stage.exporter?.pointee, exporter.render == nil, exporter.begin == nil {
      throw place.refusal(
        "has no render and no begin in",
        fix: "set galley_exporter_stage.render or galley_exporter_stage.begin"
      )
    }
  }
}

/// One stage of a plugin, counted from 1, for messages.
struct StagePlace {
  let path: String
  let number: Int

  func refusal(_ before: String, _ after: String = "", fix: String) -> PluginRefusal {
    PluginRefusal(path, "\(before) its stage \(number)\(after)", fix: fix)
  }

  func missing(_ function: String, of table: String) -> PluginRefusal {
    refusal("has no \(function) in", fix: "set \(table).\(function)")
  }
}

extension StageScope {
  fileprivate init?(abi: galley_scope) {
    guard let scope = StageScope.allCases.first(where: { $0.abi == abi }) else { return nil }
    self = scope
  }

  fileprivate func hasTable(in stage: galley_stage) -> Bool {
    switch self {
    case .document: stage.document != nil
    case .corpus: stage.corpus != nil
    case .reader: stage.reader != nil
    case .exporter: stage.exporter != nil
    case .trainer: false
    }
  }
}

/// The runtime Swift plugins must have: that of the SDK this host is built with.
let hostRuntime = String(
  PluginEntry("host", version: "0").info(for: nil)?.pointee.runtime ?? .empty
)
