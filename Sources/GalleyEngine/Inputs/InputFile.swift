import Glibc

/// One input of a run: a file, or standard input.
package struct InputFile: Sendable, Hashable {
  /// Path as opened; nil: standard input.
  package let path: String?
  /// As the user gave it, or the path below the folder the user gave: what document ids start from.
  package let name: String

  package init(path: String?, name: String) {
    self.path = path
    self.name = name
  }

  /// Bytes as it lies on disk, packed or not; nil for standard input, pipes and what is not there.
  var byteCount: Int? {
    guard let path else { return nil }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  package static let standardInput = InputFile(path: nil, name: "-")
}

/// Why inputs could not be listed.
package struct InputProblem: Error, Sendable {
  package let message: String
  package let fix: String
}

extension InputFile {
  /// The file's ending without that of a packed file: `txt`, `jsonl`; empty when there is none.
  package var ending: String {
    let file = name.split(separator: "/").last ?? ""
    let plain = file.hasSuffix(".gz") ? file.dropLast(3) : file
    guard let dot = plain.lastIndex(of: "."), dot != plain.startIndex else { return "" }
    return plain[plain.index(after: dot)...].lowercased()
  }
}
