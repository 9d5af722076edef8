public import GalleyABI
import GalleyKit
import Readers

private let entry = PluginEntry(
  "readers",
  version: "0.1.0",
  .reader(CoNLLUReader.self),
  .reader(CSVReader.self),
  .reader(JSONLinesReader.self),
  .reader(TextFilesReader.self)
)

@c(galley_plugin)
public func galleyPlugin(
  _ host: UnsafePointer<galley_host>?
) -> UnsafePointer<galley_plugin_info>? { entry.info(for: host) }
