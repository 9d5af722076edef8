public import GalleyABI
import GalleyKit
import Time

private let entry = PluginEntry(
  "time",
  version: "0.1.0",
  .document(TimexStage.self),
  .document(TimexValuesStage.self)
)

@c(galley_plugin)
public func galleyPlugin(
  _ host: UnsafePointer<galley_host>?
) -> UnsafePointer<galley_plugin_info>? {
  entry.info(for: host)
}
