import GalleyKit
import Glibc

/// Paths as texts, read without asking the file system unless it says so.
enum Paths {
  /// The folder part: empty for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path from the root, with `.` and `..` worked off.
  static func absolute(_ path: String, in folder: String? = nil) -> String {
    if path.hasPrefix("/") { return normalized(path) }
    return normalized((folder ?? currentFolder()) + "/" + path)
  }

  /// A path as the user would type it, when `relative` is written in a file of `folder`.
  static func shown(_ relative: String, in folder: String) -> String {
    if relative.hasPrefix("/") || folder.isEmpty { return normalized(relative) }
    return normalized(folder + "/" + relative)
  }

  /// Works off `.`, `..` and double slashes.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// The path without symbolic links; the path itself when it leads nowhere.
  static func real(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return absolute(path) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func currentFolder() -> String {
    guard let folder = getcwd(nil, 0) else { return "/" }
    defer { free(folder) }
    return String(cString: folder)
  }

  /// The name nearest to the first part of a path that is not there; nil when there is none, or the
  /// part is a pattern.
  static func nearest(to path: String) -> String? {
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      let names = entries(of: folder.isEmpty ? "." : folder) ?? []
      let isThere = [".", ".."].contains(part) || names.contains(String(part))
      guard isThere else {
        if part.contains(where: { "*?[".contains($0) }) { return nil }
        return NearestName.of(String(part), among: names.sorted())
      }
      folder += "\(part)/"
    }
    return nil
  }

  /// Names in a folder; nil when it cannot be read.
  static func entries(of folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
