import GalleyABI
import GalleyKit

private let entry = PluginEntry("mbox", version: "1.0.0", .reader(Mbox.self))

/// The one symbol that the host looks for.
@c(galley_plugin)
public func galleyPlugin(
  _ host: UnsafePointer<galley_host>?
) -> UnsafePointer<galley_plugin_info>? { entry.info(for: host) }
