import Foundation
import GalleyEngine
import GalleyKit

/// Standard error as people see it.
enum Terminal {
  /// Whether standard error is a terminal that takes colours.
  static var hasColours: Bool {
    StandardError.isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  static func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { StandardError.say("\(diagnostic)") }
  }
}
