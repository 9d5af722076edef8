import GalleyABI
import GalleyKit

private let entry = PluginEntry(
  "quotes-tour",
  version: "1.0.0",
  .document(StraightQuotes.self),
  .document(Quotes.self),
  .document(QuoteReview.self),
  .exporter(lines: QuoteList.self),
  .exporter(whole: QuoteTotals.self)
)

/// The one symbol that the host looks for.
@c(galley_plugin)
public func galleyPlugin(
  _ host: UnsafePointer<galley_host>?
) -> UnsafePointer<galley_plugin_info>? { entry.info(for: host) }
