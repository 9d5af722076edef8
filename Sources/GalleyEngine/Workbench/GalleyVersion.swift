import GalleyABI

/// The version of this host.
package enum GalleyVersion {
  package static let current = "0.1.0"

  /// What `galley version` prints.
  package static var description: String {
    """
    galley \(current)
    plugin contract \(GALLEY_ABI_MAJOR).\(GALLEY_ABI_MINOR)
    runtime \(hostRuntime)
    """
  }
}
