import Foundation
import TestCommands

extension TemporaryFolder {
  /// Writes a file that need not be text, making the folders above it.
  func write(_ bytes: Data, as name: String) throws {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    // Overwriting would make some file systems wait for the disk; a new file does not.
    try? FileManager.default.removeItem(at: url)
    try bytes.write(to: url)
  }
}
