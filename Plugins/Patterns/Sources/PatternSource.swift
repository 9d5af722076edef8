import GalleyKit

/// A pattern as its author wrote it, from the options or from a file.
struct PatternSource {
  var name: String
  var type: String
  var text: PatternText
  var flags: [PatternFlag]
  var group: JSONValue = 0
  var features: [String: JSONValue]
  var origin: PatternOrigin
}

/// Where a pattern was written.
enum PatternOrigin: Equatable {
  /// The pattern of this number, from 0, in the option `patterns`.
  case option(Int)
  /// A row of the pattern file of this number, from 0, beginning in this line, from 1.
  case file(Int, line: Int)
}

/// A part of a pattern that can be wrong.
enum PatternKey: String {
  case name, type, pattern, flags, group, features
}

/// Something wrong with a pattern.
struct PatternProblem: Error, Equatable {
  enum Place: Equatable {
    /// A key of a pattern in the options, with UTF-8 bytes of its value where they are known.
    case option(Int, PatternKey, Range<Int>?)
    /// A line from 1 and a column from 1, in code points, of a pattern file; column 0: the line.
    case file(Int, line: Int, column: Int)
  }

  var code: String
  var place: Place
  var message: String
  var fix = ""
}

extension PatternSource {
  /// The place of one of its keys.
  func place(of key: PatternKey) -> PatternProblem.Place {
    switch origin {
    case .option(let number): .option(number, key, nil)
    case .file(let file, let line): .file(file, line: line, column: 0)
    }
  }

  /// The place of byte `offset` of the pattern.
  func place(inPattern offset: Int) -> PatternProblem.Place {
    switch origin {
    case .option(let number):
      return .option(number, .pattern, text.scalar(at: offset))
    case .file(let file, _):
      let place = text.place(of: offset)
      return .file(file, line: place.line, column: place.column)
    }
  }
}
