import GalleyEngine
public import GalleyKit

/// Something a stage reported while it was prepared.
public struct StageProblem: Sendable, Hashable {
  public var severity: Diagnostic.Severity
  public var code: String
  /// JSON pointer to the option, path of the resource, or empty: the stage.
  public var place: String
  /// 1-based, in a resource; 0 elsewhere.
  public var line: Int
  /// 1-based, in code points, in a resource; 0 elsewhere.
  public var column: Int
  public var message: String
  public var fix: String

  init(_ problem: PreparationDiagnostic) {
    severity = problem.diagnostic.severity
    code = problem.diagnostic.code
    message = problem.diagnostic.message
    fix = problem.diagnostic.fix ?? ""
    switch problem.place {
    case .stage: (place, line, column) = ("", 0, 0)
    case .option(let pointer, _, _): (place, line, column) = (pointer, 0, 0)
    case .resource(let path, let line, let column):
      (place, self.line, self.column) = (path, line, column)
    }
  }
}

/// Why a stage was not prepared.
public struct StageProblems: Error, Sendable, CustomStringConvertible {
  public let problems: [StageProblem]

  public var description: String {
    problems.map { "\($0.place): \($0.message)" }.joined(separator: "\n")
  }
}
