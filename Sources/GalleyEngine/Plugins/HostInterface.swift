import GalleyABI
import GalleyKit
import Logging

/// The host as a plugin sees it; lives as long as the process.
struct HostInterface {
  let pointer: UnsafePointer<galley_host>
  let resourceFolder: String

  /// - Parameters:
  ///   - name: what messages of the plugin are told under.
  ///   - resourceFolder: its data; empty when it has none.
  /// - Returns: the interface.
  static func permanent(name: String, resourceFolder: String) -> HostInterface {
    let absolute = resourceFolder.isEmpty ? "" : Folder.absolute(resourceFolder)
    let utf8 = Array(absolute.utf8)
    let path = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: utf8.count)
    _ = path.initialize(from: utf8)
    let host = UnsafeMutablePointer<galley_host>.allocate(capacity: 1)
    host.initialize(
      to: galley_host(
        size: UInt32(MemoryLayout<galley_host>.size),
        abi_major: GALLEY_ABI_MAJOR,
        abi_minor: GALLEY_ABI_MINOR,
        reserved: 0,
        context: Unmanaged.passRetained(PluginVoice(name)).toOpaque(),
        log: { context, level, text in
          guard let context else { return }
          Unmanaged<PluginVoice>.fromOpaque(context).takeUnretainedValue().say(level, String(text))
        },
        resource_folder: galley_text(UnsafeBufferPointer(path)),
        extension: { _, _ in nil }
      )
    )
    return HostInterface(pointer: UnsafePointer(host), resourceFolder: absolute)
  }
}

/// What a plugin says; any thread.
private final class PluginVoice: Sendable {
  private let label: String

  init(_ name: String) { label = "plugin \(name)" }

  func say(_ level: galley_level, _ message: String) {
    Logger(label: label).log(level: .init(level), "\(message)")
  }
}

extension Logger.Level {
  fileprivate init(_ level: galley_level) {
    self =
      switch Int(level) {
      case GALLEY_DEBUG: .debug
      case GALLEY_INFO: .info
      case GALLEY_WARNING: .warning
      default: .error
      }
  }
}
