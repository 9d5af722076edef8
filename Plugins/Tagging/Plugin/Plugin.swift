public import GalleyABI
import GalleyKit
import Tagging

private let trainers = PluginTrainers(.trainer(TaggerTrainer.self), .trainer(LemmasTrainer.self))

private let entry = PluginEntry(
  "tagging",
  version: "0.1.0",
  .document(Tagger.self),
  .document(Lemmas.self),
  extension: { trainers.offered(as: $0) }
)

@c(galley_plugin)
public func galleyPlugin(
  _ host: UnsafePointer<galley_host>?
) -> UnsafePointer<galley_plugin_info>? { entry.info(for: host) }
