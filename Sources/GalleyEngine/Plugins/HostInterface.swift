import GalleyABI
import GalleyKit
import Logging

/// The host as a plugin sees it; lives as long as the process.
struct HostInterface {
  let pointer: UnsafePointer<galley_host>
  let resourceFolder: String

  static func permanent(resourceFolder: String) -> HostInterface {
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
        context: nil,
        log: { _, level, text in
          Logger(label: "plugin").log(level: .init(level), "\(String(text))")
        },
        resource_folder: galley_text(UnsafeBufferPointer(path)),
        extension: { _, _ in nil }
      )
    )
    return HostInterface(pointer: UnsafePointer(host), resourceFolder: absolute)
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
