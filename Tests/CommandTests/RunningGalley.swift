import Foundation
import Glibc

/// A command that runs while the test does something to it.
final class RunningGalley {
  private let process = Process()
  private let errors = Pipe()

  /// - Throws: Foundation's error when the program cannot be started.
  init(_ arguments: [String], in folder: String) throws {
    process.executableURL = URL(fileURLWithPath: Galley.program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
  }

  /// What Ctrl-C sends.
  func interrupt() { kill(process.processIdentifier, SIGINT) }

  /// Waits until it says something.
  ///
  /// - Returns: what it said; empty when it has ended.
  func waitForWords() -> String {
    String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
  }

  /// Waits for its end and gives its status.
  func status() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}

/// A named pipe a run reads from, so that the test decides when its input goes on.
final class NamedPipe {
  private let descriptor: Int32

  /// Makes the pipe's file.
  static func make(_ path: String) { mkfifo(path, 0o600) }

  /// Waits until somebody reads from the pipe.
  init(writingTo path: String) { descriptor = open(path, O_WRONLY | O_CLOEXEC) }

  deinit { close(descriptor) }

  func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }
}
