package import GalleyKit

/// Why the reference cannot be written.
package struct ReferenceProblem: Error, Sendable {
  package let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  init(_ message: String, fix: String? = nil) {
    diagnostics = [Diagnostic(code: "reference", message, fix: fix)]
  }

  /// `message` with the reason the system gave.
  init(_ message: String, errno: Int32) {
    self.init("\(message): \(FileError(errno).reason)", fix: "choose another folder")
  }
}
