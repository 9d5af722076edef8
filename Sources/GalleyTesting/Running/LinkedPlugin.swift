import GalleyABI
import GalleyEngine
import GalleyKit

/// A plugin that is linked into this process.
enum LinkedPlugin {
  /// A plugin of one stage.
  ///
  /// - Throws: a `ConformanceError` that says what is wrong with the manifest.
  static func library(of stage: PluginStage, resourceFolder: String) throws -> PluginLibrary {
    guard let info = PluginEntry("under-test", version: "0", stage).info(for: nil) else {
      throw ConformanceError("no plugin info")
    }
    return try library(of: info, resourceFolder: resourceFolder)
  }

  /// - Throws: a `ConformanceError` that says what is wrong with the plugin.
  static func library(
    of info: UnsafePointer<galley_plugin_info>,
    resourceFolder: String
  ) throws -> PluginLibrary {
    do throws(PluginRefusal) {
      return try PluginLibrary(info, path: "under-test", resourceFolder: resourceFolder)
    } catch {
      throw ConformanceError("\(error.diagnostic)")
    }
  }
}
