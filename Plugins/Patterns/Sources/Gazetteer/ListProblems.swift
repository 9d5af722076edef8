import GalleyKit

/// What is wrong with one list: the first mistakes in full, of the others how many.
struct ListProblems {
  static let mostInFull = 20

  struct Problem {
    var code: String
    /// From 1.
    var line: Int
    /// From 1, in code points; 0: the line.
    var column: Int
    var message: String
    var fix: String
  }

  private(set) var inFull: [Problem] = []
  private(set) var count = 0

  mutating func add(
    _ code: String,
    line: Int,
    column: Int = 0,
    _ message: @autoclosure () -> String,
    fix: @autoclosure () -> String = ""
  ) {
    count += 1
    if count > Self.mostInFull { return }
    inFull.append(
      Problem(code: code, line: line, column: column, message: message(), fix: fix())
    )
  }

  func report(in list: Resource, _ setup: borrowing Setup) {
    for problem in inFull {
      setup.report(
        code: problem.code,
        in: list,
        line: problem.line,
        column: problem.column,
        problem.message,
        fix: problem.fix
      )
    }
    if count > inFull.count {
      setup.report(
        code: "more-problems",
        in: list,
        line: 0,
        "\(count - inFull.count) more problems like these",
        fix: "mend those above first"
      )
    }
  }
}
