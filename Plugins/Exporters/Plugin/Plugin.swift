public import GalleyABI
import Exporters
import GalleyKit

private let entry = PluginEntry(
  "exporters",
  version: "0.1.0",
  .exporter(lines: CoNLLUExporter.self),
  .exporter(lines: CSVExporter.self),
  .exporter(lines: JSONLinesExporter.self),
  .exporter(whole: RecordsExporter.self)
)

@c(galley_plugin)
public func galleyPlugin(
  _ host: UnsafePointer<galley_host>?
) -> UnsafePointer<galley_plugin_info>? { entry.info(for: host) }
