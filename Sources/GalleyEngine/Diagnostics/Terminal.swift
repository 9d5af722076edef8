import Foundation
package import GalleyKit
import Logging

/// Diagnostics on standard error, as the user wants them told.
package enum Terminal {
  package static func report(_ diagnostics: [Diagnostic]) {
    switch LogSettings.current.format {
    case .text:
      let text = DiagnosticText(
        isTerminal: StandardError.isTerminal,
        environment: ProcessInfo.processInfo.environment
      )
      StandardError.write(text.render(diagnostics))
    case .json:
      let logger = Logger.always("diagnostic")
      for diagnostic in diagnostics {
        logger.log(
          level: diagnostic.severity == .error ? .error : .warning,
          "\(diagnostic.message)",
          metadata: diagnostic.metadata
        )
      }
    }
  }
}

extension Diagnostic {
  fileprivate var metadata: Logger.Metadata {
    var fields: Logger.Metadata = ["code": "\(code)"]
    if let fix { fields["fix"] = "\(fix)" }
    guard let location else { return fields }
    fields["file"] = "\(location.file)"
    if location.line > 0 { fields["line"] = .stringConvertible(location.line) }
    if location.column > 0 { fields["column"] = .stringConvertible(location.column) }
    return fields
  }
}
