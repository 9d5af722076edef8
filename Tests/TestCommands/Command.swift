import Foundation

/// A program that a test runs to its end.
public struct Command: Sendable {
  /// What a program left behind.
  public struct Outcome: Sendable {
    /// Exit status, or the number of the signal that ended it.
    public let status: Int32
    public let output: String
    /// What it wrote to standard error.
    public let errors: String
  }

  public var program: String
  public var arguments: [String]
  public var folder: String?
  /// Variables set for it besides those of the tests.
  public var environment: [String: String] = [:]
  /// What it finds on standard input.
  public var input = ""

  public init(_ program: String, _ arguments: [String], in folder: String? = nil) {
    self.program = program
    self.arguments = arguments
    self.folder = folder
  }

  /// Runs the program, looked up in PATH.
  ///
  /// Its output goes through files: a pipe that nobody empties would stop a talkative program.
  ///
  /// - Throws: Foundation's error when the program cannot be started.
  public func run() throws -> Outcome {
    let scratch = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = folder.map { URL(fileURLWithPath: $0) }
    process.environment = ProcessInfo.processInfo.environment.merging(
      environment,
      uniquingKeysWith: { _, new in new }
    )
    process.standardInput = try FileHandle(forReadingFrom: scratch.made("input", input))
    process.standardOutput = try FileHandle(forWritingTo: scratch.made("output"))
    process.standardError = try FileHandle(forWritingTo: scratch.made("errors"))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: try scratch.text(of: "output"),
      errors: try scratch.text(of: "errors")
    )
  }
}

extension TemporaryFolder {
  fileprivate func made(_ name: String, _ text: String = "") throws -> URL {
    URL(fileURLWithPath: try write(text, to: name))
  }

  fileprivate func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
  }
}
