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
  /// The function by which a document stage says what its rules did; nil when it cannot.
  var explain: ExplainFunction? {
    // A plugin that is older than the function has a shorter table.
    guard let table = functions.document,
      Int(table.pointee.size) >= MemoryLayout<galley_document_stage>.size
    else { return nil }
    return table.pointee.explain
  }

  /// Whether the stage says what its rules did to a text.
  package var explainsRules: Bool { explain != nil }

  /// Whether the stage writes documents one after the other, in the lanes.
  package var rendersLines: Bool { functions.exporter?.pointee.render != nil }
}

/// `galley_document_stage.explain`.
typealias ExplainFunction =
  @convention(c) (
    UnsafeMutableRawPointer?, UnsafeRawPointer?, UnsafeMutableRawPointer?,
    UnsafePointer<galley_call>?, UnsafePointer<galley_document>?, UnsafePointer<galley_output>?,
    UInt32, UnsafePointer<galley_bytes_out>?
  ) -> galley_result
