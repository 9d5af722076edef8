import Foundation

/// The Python packages tests use, installed by `Scripts/python-tools.sh` below `.build`.
public enum PythonTools {
  /// What is said when a test is skipped for want of them.
  public static let missing: String =
    "*** NO PYTHON TOOLS: what other programs say of our files is not checked; see Scripts/python-tools.sh"

  /// Whether they are there, after a try to install them; CI goes on without them to failing tests.
  public static let areThere: Bool = {
    let isCI = !(ProcessInfo.processInfo.environment["CI"] ?? "").isEmpty
    let script = "\(Repository.root)/Scripts/python-tools.sh"
    return (try? Command(script, []).run().status) == 0 || isCI
  }()

  /// Checks a schema, and pipeline files by it.
  ///
  /// - Parameters:
  ///   - schema: the file of the schema.
  ///   - files: pipeline files.
  ///   - folder: where these paths begin.
  /// - Returns: what `Scripts/check-schema.py` says: a line for each problem.
  /// - Throws: Foundation's error when Python cannot be started.
  public static func check(
    _ schema: String,
    _ files: [String],
    in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try run("check-schema.py", [schema] + files, in: folder)
  }

  /// Reads CoNLL-U with the package `conllu`.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - folder: where its path begins.
  /// - Returns: what `Scripts/check-conllu.py` says: a line for each problem, or how much it read.
  /// - Throws: Foundation's error when Python cannot be started.
  public static func checkCoNLLU(
    _ file: String,
    in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try run("check-conllu.py", [file], in: folder)
  }

  /// Compares CoNLL-U with that of a treebank.
  ///
  /// - Parameters:
  ///   - written: the file to judge.
  ///   - treebank: the file that is right.
  ///   - folder: where these paths begin.
  /// - Returns: what `Scripts/score-conllu.py` says: a line for each figure.
  /// - Throws: Foundation's error when Python cannot be started.
  public static func scoreCoNLLU(
    _ written: String,
    by treebank: String,
    in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try run("score-conllu.py", [treebank, written], in: folder)
  }

  private static func run(
    _ script: String,
    _ arguments: [String],
    in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command(
      "\(Repository.root)/.build/python/bin/python",
      ["\(Repository.root)/Scripts/\(script)"] + arguments,
      in: folder.path
    ).run()
  }
}
