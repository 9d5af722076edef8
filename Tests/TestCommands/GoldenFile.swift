import Foundation

/// A file of expected text beside the tests, renewed by `GALLEY_RECORD=1 swift test`.
public struct GoldenFile: Sendable {
  public let path: String

  /// - Parameters:
  ///   - name: below the folder `Expected`.
  ///   - file: the test that uses it.
  public init(_ name: String, beside file: StaticString = #filePath) {
    let folder = "\(file)".split(separator: "/").dropLast().joined(separator: "/")
    path = "/\(folder)/Expected/\(name)"
  }

  /// The expected text; when recording, `actual` becomes it first.
  ///
  /// - Throws: Foundation's error when the file cannot be read or written.
  public func expected(recording actual: String) throws -> String {
    let url = URL(fileURLWithPath: path)
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] == "1" {
      try Data(actual.utf8).write(to: url)
    }
    return try text()
  }

  /// The expected text as it is.
  ///
  /// - Throws: Foundation's error when the file cannot be read.
  public func text() throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}
