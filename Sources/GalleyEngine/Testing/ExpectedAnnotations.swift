import Foundation
import GalleyKit

/// The file with what a test expects: one line, as `jsonl@1` writes it.
enum ExpectedAnnotations {
  /// Reads the line.
  ///
  /// - Throws: a diagnostic with what is wrong with the file.
  static func read(_ path: String, shownAs name: String) throws(WrongFile) -> JSONValue {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw WrongFile(name, nil, "the file cannot be read")
    }
    var found: JSONValue?
    for (number, line) in data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
      let place = number + 1
      guard found == nil else {
        throw WrongFile(name, place, "the file has more than one document")
      }
      guard let value = try? JSONValue(parsing: Data(line)) else {
        throw WrongFile(name, place, "the line is not JSON")
      }
      guard case .list? = value["annotations"] else {
        throw WrongFile(name, place, "the line has no list 'annotations'")
      }
      found = value
    }
    guard let found else { throw WrongFile(name, nil, "the file has no document") }
    return found
  }

  /// Writes the line, unless the file says the same.
  ///
  /// - Returns: whether the file is new, and whether it was written.
  /// - Throws: a diagnostic when it cannot be written.
  static func write(
    _ line: [UInt8],
    to path: String,
    shownAs name: String
  ) throws(WrongFile) -> (isNew: Bool, isWritten: Bool) {
    let old = FileManager.default.contents(atPath: path)
    if let old, old.elementsEqual(line) { return (false, false) }
    do {
      let url = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(line).write(to: url, options: .atomic)
    } catch {
      throw WrongFile(
        name,
        nil,
        "the file cannot be written: \(error.localizedDescription)",
        isWriting: true
      )
    }
    return (old == nil, true)
  }

  /// Something is wrong with a file of expected annotations.
  struct WrongFile: Error {
    let diagnostic: Diagnostic
    /// Whether it could not be written.
    let isWriting: Bool

    init(_ file: String, _ line: Int?, _ message: String, isWriting: Bool = false) {
      self.isWriting = isWriting
      diagnostic = Diagnostic(
        code: "bad-expectation",
        at: SourceLocation(file: file, line: line ?? 0),
        message,
        fix: isWriting ? "check the folder" : "let 'galley test --bless' write it"
      )
    }
  }
}
