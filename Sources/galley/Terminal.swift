import Foundation
import GalleyEngine
import GalleyKit

/// Standard error as people see it.
enum Terminal {
  static func report(_ diagnostics: [Diagnostic]) {
    let text = DiagnosticText(
      isTerminal: StandardError.isTerminal,
      environment: ProcessInfo.processInfo.environment
    )
    StandardError.write(text.render(diagnostics))
  }
}
