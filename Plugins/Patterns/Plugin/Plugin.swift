public import GalleyABI
import GalleyKit
import Patterns

private let entry = PluginEntry(
  "patterns",
  version: "0.1.0",
  .document(RegexStage.self),
  .document(GazetteerStage.self),
  .document(RulesStage.self),
  .document(ChunksStage.self)
)

@c(galley_plugin)
public func galleyPlugin(
  _ host: UnsafePointer<galley_host>?
) -> UnsafePointer<galley_plugin_info>? {
  entry.info(for: host)
}
