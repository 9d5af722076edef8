import GalleyKit

/// A file of words with what is known of them: lines of columns with tabs between.
///
/// Lines that begin with `#` are comments.
struct WordLines: Sendable {
  /// The columns of each line.
  let lines: [[String]]

  /// `columns`: what a line has, for messages.
  ///
  /// - Throws: `WordLinesProblem` at the first line that has other columns.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    columns: [String]
  ) throws(WordLinesProblem) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw WordLinesProblem(line: 0, message: "the file is not UTF-8")
    }
    var lines: [[String]] = []
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == columns.count, parts.allSatisfy({ !$0.isEmpty }) else {
        let filled = parts.count { !$0.isEmpty }
        let names = columns.dropLast().joined(separator: ", ")
        throw WordLinesProblem(
          line: i + 1,
          message: "the line has \(filled) filled columns; write \(names) and \(columns.last ?? "")"
        )
      }
      lines.append(parts)
    }
    self.lines = lines
  }
}

/// A line of a file of words that cannot be used; line 0: the file.
struct WordLinesProblem: Error {
  let line: Int
  let message: String
}

extension Setup {
  /// Reads the file of words that an option of a trainer names; of none, no lines.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - option: `/lexicon`.
  ///   - code: of the diagnostic for a line that cannot be used.
  ///   - columns: what a line has.
  /// - Returns: the columns of each line.
  /// - Throws: `PrepareFailure.reported` when it cannot be used; the user has been told why.
  func words(
    _ path: FilePath?,
    option: String,
    code: String,
    columns: [String]
  ) throws -> [[String]] {
    guard let path = path?.path else { return [] }
    let resource = try resource(path, option: option)
    do throws(WordLinesProblem) {
      return try WordLines(resource.bytes, columns: columns).lines
    } catch {
      report(code: code, in: resource, line: error.line, error.message)
      throw PrepareFailure.reported
    }
  }
}
