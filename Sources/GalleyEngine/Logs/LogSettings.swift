import Logging
import Synchronization

/// How much is told on standard error.
package enum LogLevel: String, Sendable, CaseIterable {
  case error
  case warning
  case info
  case debug

  var logger: Logger.Level {
    switch self {
    case .error: .error
    case .warning: .warning
    case .info: .info
    case .debug: .debug
    }
  }
}

/// How it is told.
package enum LogFormat: String, Sendable, CaseIterable {
  /// Lines for people.
  case text
  /// One JSON object per line, and nothing else.
  case json
}

/// What the user wants to be told; one per process, as the plugins' messages have no run.
package struct LogSettings: Sendable, Hashable {
  package let level: LogLevel
  package let format: LogFormat

  package init(level: LogLevel = .warning, format: LogFormat = .text) {
    self.level = level
    self.format = format
  }

  package static var current: LogSettings { shared.withLock { $0.settings } }

  /// Sends every message of this process, the plugins' too, where these settings say.
  package func apply() {
    LogSettings.shared.withLock { shared in
      shared.settings = self
      if !shared.isStarted {
        LoggingSystem.bootstrap { LineLogHandler(label: $0) }
        shared.isStarted = true
      }
    }
  }

  private static let shared = Mutex<(settings: LogSettings, isStarted: Bool)>(
    (LogSettings(), false)
  )
}
