public import GalleyABI

/// What a plugin written in Swift hands to the host.
///
/// ```swift
/// private let entry = PluginEntry("text", version: "0.1.0", .document(Sentences.self))
///
/// @c(galley_plugin)
/// public func galleyPlugin(
///   _ host: UnsafePointer<galley_host>?
/// ) -> UnsafePointer<galley_plugin_info>? { entry.info(for: host) }
/// ```
/// Everything it points to lives as long as the process: libraries are never closed.
public final class PluginEntry: @unchecked Sendable {
  // Unchecked: the pointers are written in `init` only and what they point to never changes.
  private let plugin: UnsafePointer<galley_plugin_info>

  /// - Parameters:
  ///   - name: what the plugin is called.
  ///   - version: `1.2.3`.
  ///   - stages: what it offers for pipelines.
  ///   - extension: what it offers beside them, by name: `{ trainers.offered(as: $0) }`.
  public init(
    _ name: String,
    version: String,
    _ stages: PluginStage...,
    extension: (@convention(c) (galley_text) -> UnsafeRawPointer?)? = nil
  ) {
    let table = UnsafeMutablePointer<galley_stage>.allocate(capacity: max(1, stages.count))
    for (i, stage) in stages.enumerated() { (table + i).initialize(to: stage.make()) }
    let info = UnsafeMutablePointer<galley_plugin_info>.allocate(capacity: 1)
    info.initialize(
      to: galley_plugin_info(
        size: UInt32(MemoryLayout<galley_plugin_info>.size),
        abi_major: GALLEY_ABI_MAJOR,
        abi_minor: GALLEY_ABI_MINOR,
        stage_count: UInt32(stages.count),
        name: permanent(name),
        version: permanent(version),
        runtime: permanent(swiftRuntime),
        stages: UnsafePointer(table),
        extension: `extension`
      )
    )
    plugin = UnsafePointer(info)
  }

  /// The plugin's description, for a host of this major version of the contract.
  public func info(for host: UnsafePointer<galley_host>?) -> UnsafePointer<galley_plugin_info>? {
    plugin
  }
}

/// One stage of a plugin.
public struct PluginStage: Sendable {
  let make: @Sendable () -> galley_stage

  /// A stage that works on one document at a time.
  public static func document<S: DocumentStage>(_ stage: S.Type) -> PluginStage {
    PluginStage { DocumentStageTable<S>.stage() }
  }

  /// A stage that works on one document at a time and can say what its rules did.
  public static func document<S: ExplainingStage>(_ stage: S.Type) -> PluginStage {
    PluginStage { ExplainingStageTable<S>.stage() }
  }

  /// A stage that draws conclusions from many documents.
  public static func corpus<S: CorpusStage>(_ stage: S.Type) -> PluginStage {
    PluginStage { CorpusStageTable<S>.stage() }
  }

  /// A stage that turns bytes into documents.
  public static func reader<S: ReaderStage>(_ stage: S.Type) -> PluginStage {
    PluginStage { ReaderStageTable<S>.stage() }
  }

  /// A stage that writes documents one after the other.
  public static func exporter<S: LinesExporter>(lines stage: S.Type) -> PluginStage {
    PluginStage { LinesExporterTable<S>.stage() }
  }

  /// A stage that writes a whole.
  public static func exporter<S: WholeExporter>(whole stage: S.Type) -> PluginStage {
    PluginStage { WholeExporterTable<S>.stage() }
  }
}

/// The compiler whose runtime library this code needs: Swift has no stable ABI on Linux.
#if compiler(>=6.4)
  private let swiftRuntime = "swift-6.4"
#elseif compiler(>=6.3.2)
  private let swiftRuntime = "swift-6.3.2"
#elseif compiler(>=6.3.1)
  private let swiftRuntime = "swift-6.3.1"
#else
  private let swiftRuntime = "swift-6.3"
#endif

/// A text that lives as long as the process.
func permanent(_ text: String) -> galley_text {
  let utf8 = Array(text.utf8)
  let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: utf8.count)
  _ = copy.initialize(from: utf8)
  return galley_text(UnsafeBufferPointer(copy))
}
