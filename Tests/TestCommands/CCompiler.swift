import Foundation

/// Compiles C sources against the header of the plugin contract, as a plugin's author would.
public enum CCompiler {
  /// The flags that sources of this project compile with without a warning.
  public static let strict = ["-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror"]

  /// The folder of the header.
  public static var includeFolder: String { "\(Repository.root)/Sources/GalleyABI/include" }

  /// Makes a dynamic library out of one C file; warnings are not shown.
  ///
  /// - Returns: the path of the library.
  /// - Throws: `CompilerFailure` with what the compiler said.
  public static func library(
    _ source: String,
    named name: String,
    in folder: TemporaryFolder,
    flags: [String] = []
  ) throws -> String {
    let library = folder.file("lib\(name).so")
    try run("cc", ["-shared", "-fPIC", "-w", source, "-o", library] + flags)
    return library
  }

  /// Runs a compiler on sources that include the header.
  ///
  /// - Throws: `CompilerFailure` with what the compiler said.
  public static func run(_ compiler: String, _ arguments: [String]) throws {
    let outcome = try Command(compiler, ["-I", includeFolder] + arguments).run()
    guard outcome.status == 0 else { throw CompilerFailure(description: outcome.errors) }
  }
}

/// What a compiler said when it refused a source.
public struct CompilerFailure: Error, CustomStringConvertible {
  public let description: String
}
