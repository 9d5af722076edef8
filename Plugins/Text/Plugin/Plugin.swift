public import GalleyABI
import GalleyKit
import Text

private let trainers = PluginTrainers(.trainer(SentencesTrainer.self))

private let entry = PluginEntry(
  "text",
  version: "0.1.0",
  .document(Zones.self),
  .document(Sentences.self),
  .document(Tokens.self),
  .document(Normalize.self),
  .document(Language.self),
  .document(Filter.self),
  extension: { trainers.offered(as: $0) }
)

@c(galley_plugin)
public func galleyPlugin(
  _ host: UnsafePointer<galley_host>?
) -> UnsafePointer<galley_plugin_info>? { entry.info(for: host) }
