/// A located message about something the user wrote.
///
/// Printed as `file:line:column: severity: message; fix`.
public struct Diagnostic: Sendable, Hashable {
  public enum Severity: String, Sendable, Codable, Hashable {
    case error
    case warning
  }

  public var severity: Severity
  /// What kind of problem it is, kebab-case, stable between versions: `unknown-option`.
  public var code: String
  public var location: SourceLocation?
  /// What is wrong: lower case, no final period, the user's words in single quotes.
  public var message: String
  /// How to mend it, in the same style.
  public var fix: String?

  public init(
    _ severity: Severity = .error,
    code: String,
    at location: SourceLocation? = nil,
    _ message: String,
    fix: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.location = location
    self.message = message
    self.fix = fix
  }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    let remedy = fix.map { "; \($0)" } ?? ""
    return "\(place)\(severity.rawValue): \(message)\(remedy)"
  }
}

/// A place in a file the user wrote.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
  /// The path as the user would type it.
  public var file: String
  /// 1-based; 0 when the whole file is meant.
  public var line: Int
  /// 1-based, in code points; 0 when the whole line is meant.
  public var column: Int
  /// Code points the problem covers, for the caret line; at least 1.
  public var length: Int

  public init(file: String, line: Int = 0, column: Int = 0, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
  }

  public var description: String {
    if line == 0 { return file }
    return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}
