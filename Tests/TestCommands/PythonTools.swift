import Foundation

/// The Python packages tests use, installed by `Scripts/python-tools.sh` below `.build`.
public enum PythonTools {
  /// What is said when a test is skipped for want of them.
  public static let missing: String =
    "*** NO PYTHON TOOLS: pipelines are not checked by the JSON Schema; see Scripts/python-tools.sh"

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
    try Command(
      "\(Repository.root)/.build/python/bin/python",
      ["\(Repository.root)/Scripts/check-schema.py", schema] + files,
      in: folder.path
    ).run()
  }
}
