import Foundation
import TestCommands

/// The program that was built with these tests.
struct Galley {
  static let program = "\(GalleyProgram.folder)/galley"

  /// Where a shell finds the program.
  var programFolder = GalleyProgram.folder
  /// Where relative paths begin.
  let folder: TemporaryFolder
  var environment: [String: String] = [:]

  /// - Parameter files: texts to write into a fresh folder, by name.
  /// - Throws: Foundation's error when they cannot be written.
  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder(files)
  }

  /// Runs a command in the folder.
  ///
  /// - Parameters:
  ///   - arguments: the command and its flags.
  ///   - input: what it finds on standard input.
  /// - Returns: what it left behind.
  /// - Throws: Foundation's error when the program cannot be started.
  func callAsFunction(_ arguments: String..., input: String = "") throws -> Command.Outcome {
    try run(arguments, input: input)
  }

  /// Runs a command in the folder.
  ///
  /// - Throws: Foundation's error when the program cannot be started.
  func run(_ arguments: [String], input: String = "") throws -> Command.Outcome {
    var command = Command(Self.program, arguments, in: folder.path)
    command.environment = environment
    command.input = input
    return try command.run()
  }

  /// Runs a line of shell in which `galley` is the program.
  ///
  /// - Throws: Foundation's error when the shell cannot be started.
  func shell(_ line: String) throws -> Command.Outcome {
    var command = Command("bash", ["-c", line], in: folder.path)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    command.environment = environment.merging(
      ["PATH": "\(programFolder):\(path)"],
      uniquingKeysWith: { _, new in new }
    )
    return try command.run()
  }

  /// Compiles a plugin of `Fixtures` into the folder `plugins`.
  ///
  /// - Throws: `CompilerFailure` with what the compiler said.
  func addPlugin(_ name: String) throws {
    let source = "\(Repository.root)/Tests/CommandTests/Fixtures/\(name).c"
    let library = try folder.write("", to: "plugins/lib\(name).so")
    try CCompiler.run(
      "cc",
      CCompiler.strict + ["-D_GNU_SOURCE", "-shared", "-fPIC", source, "-o", library]
    )
  }

  /// Copies a file or folder of this project to the same place in the folder.
  ///
  /// - Throws: Foundation's error when that is not possible.
  func copyFromRepository(_ name: String) throws {
    let target = URL(fileURLWithPath: folder.file(name))
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: "\(Repository.root)/\(name)"),
      to: target
    )
  }

  /// Paths of all files below a folder, in order; hidden ones too.
  func files(below name: String = ".") -> [String] {
    let entries = FileManager.default.enumerator(atPath: folder.file(name))
    return (entries?.compactMap { $0 as? String } ?? []).filter { entry in
      var isFolder: ObjCBool = false
      let path = folder.file("\(name)/\(entry)")
      return !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        || !isFolder.boolValue
    }.sorted()
  }

  /// The text of a file.
  ///
  /// - Throws: Foundation's error when it cannot be read.
  func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// The bytes of a file.
  ///
  /// - Throws: Foundation's error when it cannot be read.
  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
  }

  /// The lines of a file of JSON Lines.
  ///
  /// - Throws: Foundation's error when a line is no object.
  func lines(_ name: String) throws -> [JSONObject] {
    try text(name).split(separator: "\n").map { try JSONObject(String($0)) }
  }
}
