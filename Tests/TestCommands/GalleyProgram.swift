import Foundation

/// The program `galley` that was built with these tests.
public enum GalleyProgram {
  /// The folder of the test executable, which is that of the program.
  public static let folder: String = {
    let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return test.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
  }()

  /// Runs the program in a folder.
  ///
  /// - Throws: Foundation's error when it cannot be started.
  public static func run(_ arguments: String..., in folder: String) throws -> Command.Outcome {
    try Command("\(Self.folder)/galley", arguments, in: folder).run()
  }
}
