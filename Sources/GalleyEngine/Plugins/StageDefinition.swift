import GalleyABI
package import GalleyKit

/// A stage a plugin offers, checked.
package struct StageDefinition: @unchecked Sendable {
  // Unchecked: the table of functions is static and libraries are never closed.
  package let manifest: Manifest
  let functions: galley_stage
  package let plugin: String
  package let version: String
  /// Path of the library; the plugin's name when it is linked into the process.
  package let library: String
  /// The plugin's data folder, absolute; empty when it has none.
  package let resourceFolder: String

  /// Whether the stage writes its outputs on one thread, from whole documents and records.
  var isWholeExporter: Bool { functions.exporter?.pointee.begin != nil }
}

extension StageDefinition {
  /// Whether the stage writes documents one after the other, in the lanes.
  package var rendersLines: Bool { functions.exporter?.pointee.render != nil }
}
