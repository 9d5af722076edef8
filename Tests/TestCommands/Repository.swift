/// Where the sources of this project lie.
public enum Repository {
  /// The folder of `Package.swift`.
  public static let root: String = {
    // This file is Tests/TestCommands/Repository.swift.
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()
}
