import Foundation

/// A folder for one test, gone with it.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.path + "/galley-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(Data(text.utf8), as: name) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, making the folders above it.
  func write(_ data: Data, as name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    // Overwriting would make some file systems wait for the disk; a new file does not.
    try? FileManager.default.removeItem(at: url)
    try data.write(to: url)
  }

  /// The path of a file in it.
  func file(_ name: String) -> String { path + "/" + name }
}
